import { chmod, lstat, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { type ControlAnswer, type ControlRequest, longestLine, readRequest } from './control.ts';

/** Answers requests at a local socket, which only its owner may open. */
export interface ControlServer {
  readonly path: string;
  close(): Promise<void>;
}

const mostClients = 16;

const serve = (client: Socket, answer: (request: ControlRequest) => ControlAnswer): void => {
  let pending = '';
  client.setEncoding('utf8');
  client.on('error', () => client.destroy());
  client.on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > longestLine) client.destroy();
    for (const line of lines) {
      const request = line.length > longestLine ? undefined : readRequest(line);
      const reply: ControlAnswer =
        request === undefined ? { ok: false, why: 'this is no request that ena lab makes' } : answer(request);
      client.write(`${JSON.stringify(reply)}\n`);
    }
  });
};

/** A server that was killed leaves its socket behind. Whoever serves the adapter itself is the only one to listen here. */
const clear = async (path: string): Promise<void> => {
  const stale = await lstat(path).catch(() => undefined);
  if (stale?.isSocket()) await rm(path);
};

/** Listens at `path`. Rejects with what the system says. */
export const openControl = async (
  path: string,
  answer: (request: ControlRequest) => ControlAnswer,
): Promise<ControlServer> => {
  const clients = new Set<Socket>();
  const server: Server = createServer((client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    serve(client, answer);
  });
  server.maxConnections = mostClients;
  await clear(path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return {
    path,
    close: async () => {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(path, { force: true });
    },
  };
};
