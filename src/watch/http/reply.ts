import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** An answer, before it is made fit for who asked. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  /** Seconds a browser may keep it without asking; absent: it asks each time. */
  readonly keepSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** On everything that leaves the server. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Below this nothing is gained. */
const leastCompressedBytes = 512;

/** Whether a list of encodings has one, not counting those it refuses. */
export const accepts = ({ headers }: IncomingMessage, encoding: string): boolean =>
  String(headers['accept-encoding'] ?? '')
    .slice(0, 256)
    .split(',')
    .some((one) => {
      const [name, quality] = one.trim().split(';', 2);
      return name === encoding && !/^\s*q=0(?:\.0*)?\s*$/.test(quality ?? '');
    });

const compressed = (request: IncomingMessage, body: Uint8Array): [encoding: string, body: Uint8Array] | undefined => {
  if (body.length < leastCompressedBytes) return undefined;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  if (accepts(request, 'br')) return ['br', brotliCompressSync(body, quality)];
  if (accepts(request, 'gzip')) return ['gzip', gzipSync(body)];
  return undefined;
};

/** Sends a reply: compressed where that is understood, and not at all where the asker has it already. */
export const send = (request: IncomingMessage, response: ServerResponse, reply: Reply): void => {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers: Record<string, string | number> = {
    ...safeHeaders,
    ...reply.headers,
    'content-type': reply.type,
    'cache-control': reply.keepSeconds === undefined ? 'no-cache' : `private, max-age=${reply.keepSeconds}, immutable`,
    vary: 'accept-encoding',
  };
  const isKnown = reply.status === 200 && request.headers['if-none-match'] === etag;
  if (reply.status === 200) headers.etag = etag;
  if (isKnown) {
    response.writeHead(304, headers).end();
    return;
  }
  const [encoding, bytes] = compressed(request, body) ?? [undefined, body];
  if (encoding !== undefined) headers['content-encoding'] = encoding;
  headers['content-length'] = bytes.length;
  response.writeHead(reply.status, headers);
  response.end(request.method === 'HEAD' ? undefined : bytes);
};

/** A value as JSON. */
export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(value)}\n`,
});

/** A sentence for people, with its status. */
export const plain = (status: number, sentence: string): Reply => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${sentence}\n`,
});
