import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exporter } from './exporter.ts';
import { expositionFor } from './exposition.ts';

/** Answers a request for `/metrics`; `?per=queue` tells queues apart. To be mounted on any server. */
export const answerMetrics =
  (exporter: Exporter, now: () => number) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const query = new URLSearchParams(request.url?.split('?')[1]);
    const { contentType, write } = expositionFor(request.headers.accept);
    const text = write(exporter.metrics(now(), query.get('per') === 'queue'));
    response.writeHead(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) });
    response.end(request.method === 'HEAD' ? undefined : text);
  };

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end();
};

/** A server of metrics and nothing else. */
export interface MetricsServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Listens. Rejects with the error of `listen`, such as EADDRINUSE. */
export const serveMetrics = async (
  exporter: Exporter,
  { host, port }: { readonly host: string; readonly port: number },
  now: () => number,
): Promise<MetricsServer> => {
  const answer = answerMetrics(exporter, now);
  const server: Server = createServer({ requestTimeout: 10_000, maxHeaderSize: 8192 }, (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405);
    else if (path === '/metrics') answer(request, response);
    else refuse(response, 404);
  });
  // Scrapers hold one connection each; more are somebody else's.
  server.maxConnections = 64;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
