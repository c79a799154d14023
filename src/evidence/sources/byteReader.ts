/**
 * Reads a stream of chunks by counts of bytes, with a look ahead.
 *
 * A failure of the stream surfaces only when everything before it has been read, and then on every read: so a
 * member of a cut archive is seen to its last byte, and the archive around it learns of the cut as well.
 */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #done = false;
  #failure: { readonly thrown: unknown } | undefined;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, fewer only where the stream ends or fails. They stay unread. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#heldBytes < count && !this.#done) await this.#pull();
    if (this.#held.length > 1) this.#held = [Buffer.concat(this.#held)];
    return this.#held[0]?.subarray(0, count) ?? new Uint8Array();
  }

  /** Reads `count` bytes, fewer only at the end. Throws the stream's failure if that is why they are fewer. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = await this.peek(count);
    if (bytes.length < count && this.#failure) throw this.#failure.thrown;
    this.#drop(bytes.length);
    return bytes;
  }

  /** The next bytes as they come, at most `count`; `undefined` at the end. */
  async some(count = Number.POSITIVE_INFINITY): Promise<Uint8Array | undefined> {
    while (this.#heldBytes === 0 && !this.#done) await this.#pull();
    const first = this.#held[0];
    if (first === undefined) {
      if (this.#failure) throw this.#failure.thrown;
      return undefined;
    }
    const bytes = first.subarray(0, count);
    this.#drop(bytes.length);
    return bytes;
  }

  /** Reads on for `count` bytes, or to the end. */
  async *chunks(count = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array, void, undefined> {
    for (let left = count; left > 0; ) {
      const bytes = await this.some(left);
      if (bytes === undefined) return;
      left -= bytes.length;
      yield bytes;
    }
  }

  /** Puts bytes back that were read too far. */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#held.unshift(bytes);
    this.#heldBytes += bytes.length;
  }

  /** Lets go of the stream, which closes the file below it. */
  async close(): Promise<void> {
    this.#done = true;
    await this.#chunks.return?.();
  }

  async #pull(): Promise<void> {
    try {
      const next = await this.#chunks.next();
      if (next.done) this.#done = true;
      else if (next.value.length > 0) {
        this.#held.push(next.value);
        this.#heldBytes += next.value.length;
      }
    } catch (thrown) {
      this.#done = true;
      this.#failure = { thrown };
    }
  }

  #drop(count: number): void {
    this.#heldBytes -= count;
    for (let left = count; left > 0; ) {
      const first = this.#held[0]!;
      if (first.length > left) {
        this.#held[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.#held.shift();
    }
  }
}
