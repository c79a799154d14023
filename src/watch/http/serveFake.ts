import { request as send } from 'node:http';
import { FakeFeed } from '../fakeFeed.ts';
import type { LabDesk } from './lab.ts';
import { MemoryHistory } from './memoryHistory.ts';
import { type Listening, type PageServer, servePage } from './server.ts';

/** An answer as it came over the wire. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const longText = 'x'.repeat(4000);

/** A server over a feed that a test drives. */
export const serveFake = async (
  listening: Listening = {},
  lab?: LabDesk,
): Promise<{
  readonly feed: FakeFeed;
  readonly server: PageServer;
  ask(path: string, asking?: Asking): Promise<Answered>;
}> => {
  const feed = new FakeFeed();
  const server = await servePage(
    {
      feed,
      history: new MemoryHistory(feed),
      clock: { nowMs: () => 100_000, speed: () => 1 },
      assets: (path) => (path === '/' ? { status: 200, type: 'text/html', body: longText } : undefined),
      reports: { json: { type: 'application/json', write: (report) => JSON.stringify(report) } },
      ...(lab && { lab }),
    },
    listening,
  );
  const ask = (path: string, { method = 'GET', headers = {}, body }: Asking = {}) =>
    new Promise<Answered>((resolve, reject) => {
      const request = send({ port: server.port, path, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  return { feed, server, ask };
};
