/** Where a ring of stores lies in shared memory. */
export interface StorePlace {
  readonly words: Int32Array;
  /** Word that counts stores sent, modulo 2^32; its writer is the sender. */
  readonly tailAt: number;
  /** Word that counts stores carried out; its writer is the receiver. */
  readonly headAt: number;
  /** First word of the pairs. */
  readonly base: number;
  /** How many pairs: a power of two, so that slots run on where the counts wrap. */
  readonly entries: number;
}

const isPowerOfTwo = (count: number): boolean => count > 0 && count <= 2 ** 24 && (count & (count - 1)) === 0;

const checked = (place: StorePlace): StorePlace => {
  const { words, base, entries } = place;
  if (!isPowerOfTwo(entries)) throw new RangeError(`a ring of stores cannot have ${entries} entries`);
  if (base + 2 * entries > words.length) throw new RangeError('the ring of stores is not inside its memory');
  return place;
};

/** Sends stores to registers, pairs of an offset and a value, to the one thread that carries them out, in order. */
export class StoreSender {
  readonly #place: StorePlace;
  #tail: number;

  constructor(place: StorePlace) {
    this.#place = checked(place);
    this.#tail = Atomics.load(place.words, place.tailAt);
  }

  get hasRoom(): boolean {
    const { words, headAt, entries } = this.#place;
    return (this.#tail - Atomics.load(words, headAt)) >>> 0 < entries;
  }

  /** False where the ring is full, and nothing was sent. */
  send(offset: number, value: number): boolean {
    if (!this.hasRoom) return false;
    const { words, tailAt, base, entries } = this.#place;
    const at = base + 2 * (this.#tail & (entries - 1));
    words[at] = offset;
    words[at + 1] = value;
    this.#tail = (this.#tail + 1) | 0;
    Atomics.store(words, tailAt, this.#tail);
    return true;
  }
}

/** Takes stores out. */
export class StoreReceiver {
  readonly #place: StorePlace;
  #head: number;

  constructor(place: StorePlace) {
    this.#place = checked(place);
    this.#head = Atomics.load(place.words, place.headAt);
  }

  get isEmpty(): boolean {
    return Atomics.load(this.#place.words, this.#place.tailAt) === this.#head;
  }

  /** Carries out the stores that are there now, not those that come meanwhile. Says how many. Both numbers are signed. */
  drain(store: (offset: number, value: number) => void): number {
    const { words, tailAt, headAt, base, entries } = this.#place;
    const count = (Atomics.load(words, tailAt) - this.#head) >>> 0;
    for (let i = 0; i < count; i++) {
      const at = base + 2 * (this.#head & (entries - 1));
      const offset = words[at]!;
      const value = words[at + 1]!;
      this.#head = (this.#head + 1) | 0;
      Atomics.store(words, headAt, this.#head);
      store(offset, value);
    }
    return count;
  }
}
