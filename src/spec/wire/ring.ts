import type { Field } from './field.ts';

/** Indices run on over 16 bits and are masked only to find a slot: that is how doorbells carry them. */
export const indexMask = 0xffff;

/** The deepest ring a 16-bit index can tell full laps apart on. */
export const maxDepth = 0x8000;

/** Whether a ring of this depth can be: a power of two, at most 32,768. To be asked before a guest's number is used. */
export const isRingDepth = (depth: number): boolean =>
  Number.isInteger(depth) && depth > 0 && depth <= maxDepth && (depth & (depth - 1)) === 0;

/** What an end of a ring is made of. */
export interface RingPlace {
  readonly words: Uint32Array;
  /** First word of the ring inside `words`. */
  readonly base: number;
  readonly depth: number;
  readonly entryWords: number;
  /** The bit that tells new entries from those of the lap before: 1 in the first lap, then flipped by each. */
  readonly phase: Field;
  /** The other side runs in another thread or process: the phase is stored and loaded in order. */
  readonly ordered?: boolean;
}

abstract class End {
  /** Changes only by `move`. */
  words: Uint32Array;
  readonly depth: number;
  /** Entries passed since the ring was made, modulo 65536: what doorbells carry. */
  index = 0;
  protected base: number;
  protected readonly mask: number;
  protected readonly lapShift: number;
  protected readonly entryWords: number;
  protected readonly phaseWord: number;
  protected readonly phaseBit: number;
  protected readonly phaseShift: number;
  protected readonly ordered: boolean;

  constructor({ words, base, depth, entryWords, phase, ordered = false }: RingPlace) {
    if (!isRingDepth(depth)) throw new RangeError(`a ring cannot have ${depth} entries`);
    if (base < 0 || base + depth * entryWords > words.length) throw new RangeError('the ring is not inside its memory');
    this.words = words;
    // Differences of addresses come as floating point, and each entry would be found by floating point then.
    this.base = base >>> 0;
    this.depth = depth;
    this.mask = depth - 1;
    this.lapShift = Math.log2(depth);
    this.entryWords = entryWords;
    this.phaseWord = phase.word;
    this.phaseShift = phase.shift;
    this.phaseBit = (1 << phase.shift) >>> 0;
    this.ordered = ordered;
  }

  /** Slot of the next entry, 0 to depth - 1. */
  get slot(): number {
    return this.index & this.mask;
  }

  /** First word of the next entry. */
  get at(): number {
    return this.base + (this.index & this.mask) * this.entryWords;
  }

  /** The phase that entries of the present lap carry. */
  get phase(): number {
    return (~this.index >>> this.lapShift) & 1;
  }

  /** First word of the entry `ahead` places after the next one. */
  atAhead(ahead: number): number {
    return this.base + ((this.index + ahead) & this.mask) * this.entryWords;
  }

  /** The phase of the entry `ahead` places after the next one. */
  phaseAhead(ahead: number): number {
    return (~((this.index + ahead) & indexMask) >>> this.lapShift) & 1;
  }

  /** Passes the next `count` entries over. */
  advance(count = 1): void {
    this.index = (this.index + count) & indexMask;
  }

  /** The same ring, seen through another view of memory. */
  move(words: Uint32Array, base: number): void {
    if (base < 0 || base + this.depth * this.entryWords > words.length) {
      throw new RangeError('the ring is not inside its memory');
    }
    this.words = words;
    this.base = base >>> 0;
  }

  /** Begins again with an empty ring. Its memory is the caller's to clear. */
  restart(): void {
    this.index = 0;
  }
}

/**
 * Who writes entries: the driver on submission queues, the device on completion queues. It fills the words at `at` and
 * calls `publish`, or writes all but the word that holds the phase and gives that word to `commit`.
 */
export class Producer extends End {
  /** Shows the entry to the other side and goes to the next. */
  publish(): void {
    this.commit(this.words[this.at + this.phaseWord]!);
  }

  /** Stores the phase's word, with the present phase in it, last of all, and goes to the next entry. */
  commit(word: number): void {
    const place = this.at + this.phaseWord;
    const value = this.phase ? word | this.phaseBit : word & ~this.phaseBit;
    if (this.ordered) Atomics.store(this.words, place, value);
    else this.words[place] = value;
    this.index = (this.index + 1) & indexMask;
  }

  /** Zeroes the next entry except for its old phase, so that a reader never takes it for new. */
  clear(): void {
    const at = this.at;
    for (let place = at; place < at + this.entryWords; place++) {
      if (place !== at + this.phaseWord) this.words[place] = 0;
      else this.words[place] = this.words[place]! & this.phaseBit;
    }
  }

  /** How many entries lie between this tail and the reader's `head`, which may be masked or not but is of 16 bits. */
  inFlight(head: number): number {
    return (this.index - head) & indexMask;
  }
}

/** Who reads entries: the device on submission queues, the driver on completion queues. */
export class Consumer extends End {
  /** Whether the next entry is new. Where doorbells tell of entries, `pending` does. */
  get isNew(): boolean {
    const place = this.at + this.phaseWord;
    const word = this.ordered ? Atomics.load(this.words, place) : this.words[place]!;
    return ((word >>> this.phaseShift) & 1) === this.phase;
  }

  /** How many entries a doorbell of the value `tail` announces; above `depth` when the writer lies. */
  pending(tail: number): number {
    return (tail - this.index) & indexMask;
  }
}
