/** What could not be sent at once, because the other side does not read. */
export class Outbox {
  readonly #send: (bytes: Uint8Array, lengthBytes: number) => number;
  #left: Uint8Array | undefined;

  /** `send` says how many bytes went; negative for none. */
  constructor(send: (bytes: Uint8Array, lengthBytes: number) => number) {
    this.#send = send;
  }

  get isEmpty(): boolean {
    return this.#left === undefined;
  }

  /** Sends a message, or what can be of it, and keeps a copy of the rest. */
  put(bytes: Uint8Array, lengthBytes: number): void {
    const sent = this.#left === undefined ? Math.max(this.#send(bytes, lengthBytes), 0) : 0;
    if (sent === lengthBytes) return;
    const rest = bytes.subarray(sent, lengthBytes);
    const left = this.#left ?? new Uint8Array(0);
    this.#left = new Uint8Array(left.length + rest.length);
    this.#left.set(left);
    this.#left.set(rest, left.length);
  }

  /** Tries again. */
  flush(): void {
    const left = this.#left;
    if (left === undefined) return;
    const sent = Math.max(this.#send(left, left.length), 0);
    this.#left = sent === left.length ? undefined : left.slice(sent);
  }
}
