import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Posted {
  /** Its `Ena-Delivery`, which stays the same however often it is tried. */
  readonly delivery: string;
  /** When it came; milliseconds since 1970. */
  readonly atMs: number;
  readonly body: string;
}

/** A receiver of webhooks on this computer's loopback. */
export const openHookReceiver = async () => {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    posted.push({ delivery: String(request.headers['ena-delivery']), atMs: Date.now(), body });
    response.writeHead(204).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    posted,
    port,
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
};
