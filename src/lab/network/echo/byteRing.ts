import { distance, plus } from './sequence.ts';

/** Bytes of a stream, by their sequence numbers, from the oldest that is kept. */
export class ByteRing {
  /** Number of the oldest byte, and of the one after the newest. */
  start = 0;
  end = 0;
  readonly #bytes: Uint8Array;

  /** `sizeBytes` is a power of two, so that places follow from numbers. */
  constructor(sizeBytes: number) {
    this.#bytes = new Uint8Array(sizeBytes);
  }

  get room(): number {
    return this.#bytes.length - distance(this.start, this.end);
  }

  reset(number: number): void {
    this.start = number;
    this.end = number;
  }

  /** Adds bytes behind the newest; there must be room. */
  append(source: Uint8Array, from: number, lengthBytes: number): void {
    const bytes = this.#bytes;
    const mask = bytes.length - 1;
    for (let i = 0; i < lengthBytes; i++) bytes[(this.end + i) & mask] = source[from + i]!;
    this.end = plus(this.end, lengthBytes);
  }

  /** Copies bytes from `number` on. */
  copy(number: number, lengthBytes: number, target: Uint8Array, at: number): void {
    const bytes = this.#bytes;
    const mask = bytes.length - 1;
    for (let i = 0; i < lengthBytes; i++) target[at + i] = bytes[(number + i) & mask]!;
  }

  /** Forgets what lies before `number`. */
  forget(number: number): void {
    if (distance(this.start, number) > 0) this.start = distance(this.end, number) > 0 ? this.end : number;
  }
}
