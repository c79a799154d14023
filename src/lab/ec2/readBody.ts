import type { IncomingMessage } from 'node:http';

/** Far more than any call in earnest has: user data of 16 KiB is the longest of it. */
const mostBytes = 1024 * 1024;

/** The body of a request; undefined where it is too long, and then its rest is not waited for. */
export const readBody = async (request: IncomingMessage): Promise<Uint8Array | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
