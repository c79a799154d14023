import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Access, isOwnOrigin, isTrustedHost } from './access.ts';
import { Broadcast } from './broadcast.ts';
import { obey } from './labOrder.ts';
import { accepts, plain, safeHeaders, send } from './reply.ts';
import { answer } from './routes.ts';
import type { Sources } from './sources.ts';

/** Where the server listens, and who may look. */
export interface Listening {
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** Any free one unless told. */
  readonly port?: number;
  /** Asked of everybody; without one everybody who reaches the server may look. */
  readonly token?: string;
  /** Names by which the machine may be called, beside `localhost` and addresses. */
  readonly names?: readonly string[];
}

/** A server at work. */
export interface PageServer {
  /** Where the page is; with a token, a link that works once. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const mostBodyBytes = 1024;
const mostConnections = 128;
const loopback = '127.0.0.1';

const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/** The asked address; undefined where it is none. */
const urlOf = ({ url = '' }: IncomingMessage): URL | undefined =>
  url.startsWith('/') && url.length <= 4096 && URL.canParse(url, 'http://page')
    ? new URL(url, 'http://page')
    : undefined;

/** Answers requests. */
class Desk {
  readonly #sources: Sources;
  readonly #broadcast: Broadcast;
  readonly #access: Access;
  readonly #names: readonly string[];

  constructor(sources: Sources, broadcast: Broadcast, access: Access, names: readonly string[]) {
    this.#sources = sources;
    this.#broadcast = broadcast;
    this.#access = access;
    this.#names = names;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers, socket } = request;
    const refuse = (status: number, sentence: string) => send(request, response, plain(status, sentence));
    if (!isTrustedHost(headers.host, this.#names)) return refuse(421, 'This server does not go by that name.');
    const url = urlOf(request);
    if (url === undefined) return refuse(400, 'That is no address of this server.');
    const port = socket.localPort ?? 0;
    const [, code] = /^\/enter\/([\w-]{1,64})$/.exec(url.pathname) ?? [];
    if (code !== undefined && method === 'GET') return this.#enter(request, response, code, port);
    if (!this.#access.admits(request, port)) return refuse(401, 'Come by the link that the program printed.');
    if (method === 'POST') return await this.#order(request, response, url.pathname);
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'This server only shows.');
    if (url.pathname === '/api/events' && method === 'GET') return this.#listen(request, response);
    send(request, response, await answer(this.#sources, this.#broadcast, url));
  }

  #enter(request: IncomingMessage, response: ServerResponse, code: string, port: number): void {
    const cookie = this.#access.enter(code, port);
    if (cookie === undefined) {
      send(
        request,
        response,
        plain(403, 'This link was used, or is too old. The program prints another when it starts.'),
      );
      return;
    }
    response.writeHead(303, { ...safeHeaders, location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
  }

  async #order(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const refuse = (status: number, sentence: string) => send(request, response, plain(status, sentence));
    const { lab } = this.#sources;
    if (path !== '/api/lab' || lab === undefined) return refuse(405, 'This server only shows.');
    if (!isOwnOrigin(request)) return refuse(403, 'Orders come from the page itself.');
    const body = await readBody(request);
    if (body === undefined) return refuse(413, 'No order is that long.');
    send(request, response, obey(lab, body));
  }

  #listen(request: IncomingMessage, response: ServerResponse): void {
    if (!this.#broadcast.hasRoom) {
      send(request, response, plain(503, 'Too many pages are open.'));
      return;
    }
    const isCompressed = accepts(request, 'gzip');
    response.writeHead(200, {
      ...safeHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      ...(isCompressed && { 'content-encoding': 'gzip' }),
    });
    this.#broadcast.add(response, isCompressed, request.headers['last-event-id']?.toString());
  }
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/**
 * Serves the page.
 *
 * @throws Error of Node.js with its code (`EADDRINUSE`, `EACCES`) where the address cannot be had.
 */
export const servePage = async (sources: Sources, listening: Listening = {}): Promise<PageServer> => {
  const { host = loopback, port: wanted = 0, token, names = [] } = listening;
  const access = new Access(token, () => Date.now());
  const broadcast = new Broadcast(sources, randomBytes(6).toString('hex'));
  const desk = new Desk(sources, broadcast, access, names);
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000, keepAliveTimeout: 30_000 });
  server.maxConnections = mostConnections;
  server.on('request', (request, response) => {
    desk.answer(request, response).catch(() => response.destroy());
  });
  await listen(server, wanted, host).catch((error: unknown) => {
    broadcast.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${inUrl(host)}:${port}${access.makeLink()}`,
    port,
    close: () =>
      new Promise((resolve) => {
        broadcast.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
