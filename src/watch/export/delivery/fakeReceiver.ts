import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CourierWorld } from './courier.ts';

/** What a receiver was sent. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A collector, webhook or API server on this machine that answers as a test tells it: 200 unless told otherwise. */
export class FakeReceiver {
  readonly received: Received[] = [];
  /** The statuses of the next answers, with headers where they matter. */
  answers: (number | { readonly status: number; readonly headers: Record<string, string> })[] = [];
  url = '';
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      this.received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = this.answers.shift() ?? 200;
      if (typeof answer === 'number') response.writeHead(answer);
      else response.writeHead(answer.status, answer.headers);
      response.end('{}');
    });
  });

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The bodies it was sent, read as JSON. */
  get bodies(): readonly unknown[] {
    return this.received.map(({ body }) => JSON.parse(body));
  }
}

/** A world in which no pause takes time; it remembers them. */
export const hastyWorld = (): CourierWorld & { readonly pausesMs: number[] } => {
  const pausesMs: number[] = [];
  return {
    pausesMs,
    pause: async (durationMs) => void pausesMs.push(durationMs),
    random: () => 1,
  };
};
