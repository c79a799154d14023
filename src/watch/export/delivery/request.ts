import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** From the first byte sent to the last received. */
  readonly timeoutMs: number;
  /** Certificates in PEM that are trusted instead of the system's. */
  readonly ca?: string;
  /** Of the answer; a longer one is an error. */
  readonly mostBytes: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * Asks over HTTP, and follows no redirect: what is sent is meant for who was named. Rejects with the system's error, or
 * with one that says what took too long or was too much. Apart from `fetch` because that knows no certificates but the
 * system's.
 */
export const ask = (question: Question): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { method, url, headers = {}, body, timeoutMs, ca, mostBytes } = question;
    const send = new URL(url).protocol === 'https:' ? secure : plain;
    const length = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` };
    const options = {
      method,
      headers: { ...headers, ...length },
      signal: AbortSignal.timeout(timeoutMs),
      ...(ca !== undefined && { ca }),
    };
    const request = send(url, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > mostBytes) response.destroy(new Error(`the answer is longer than ${mostBytes} bytes`));
      });
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.on('error', (error) =>
      reject(
        error.name === 'TimeoutError' || error.name === 'AbortError'
          ? new Error(`no answer in ${timeoutMs} ms`)
          : error,
      ),
    );
    request.end(body);
  });
