import type { ServerResponse } from 'node:http';
import { constants, createGzip, type Gzip } from 'node:zlib';

/** What lies unread between server and page before no more is put there. */
const mostPendingBytes = 512 * 1024;

/** One page that listens. What it is told within a moment goes out at once, as one piece. */
export class Stream {
  readonly #response: ServerResponse;
  readonly #gzip: Gzip | undefined;
  readonly #drained: () => void;
  #pieces: string[] = [];
  /** It did not keep up and is to be told everything anew. */
  isBehind = false;

  /** `drained` is called when a stream that was behind can take more. */
  constructor(response: ServerResponse, isCompressed: boolean, drained: (stream: Stream) => void) {
    this.#response = response;
    this.#drained = () => drained(this);
    response.on('drain', this.#drained);
    if (!isCompressed) return;
    // Level 1: an event is small, and much like the one before.
    this.#gzip = createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH });
    this.#gzip.pipe(response);
    this.#gzip.on('drain', this.#drained);
  }

  get #pendingBytes(): number {
    return this.#response.writableLength + (this.#gzip?.writableLength ?? 0);
  }

  /** Puts an event in the row. Without an id it does not move what a reconnecting page asks for. */
  push(data: string, id?: string): void {
    if (this.isBehind) return;
    this.#pieces.push(`${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`);
  }

  /** Sends what is in the row. */
  flush(): void {
    if (this.#pieces.length === 0 || this.isBehind) return;
    this.#write(this.#pieces.join(''));
    this.#pieces = [];
    if (this.#pendingBytes > mostPendingBytes) this.isBehind = true;
  }

  /** A sign of life, so that neither the page nor anybody on the way takes the silence for an end. */
  keepAlive(): void {
    if (!this.isBehind) this.#write('event: alive\ndata:\n\n');
  }

  end(): void {
    this.#gzip?.end();
    this.#response.end();
  }

  #write(text: string): void {
    (this.#gzip ?? this.#response).write(text);
  }
}
