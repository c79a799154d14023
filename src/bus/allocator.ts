/** A run of addresses that was handed out. */
interface Run {
  readonly address: number;
  readonly sizeBytes: number;
}

/** Smallest block; every size is rounded up to a power of two from here, so that free blocks fit again. */
const smallestBytes = 64;

const roundUp = (sizeBytes: number): number => 2 ** Math.ceil(Math.log2(Math.max(sizeBytes, smallestBytes)));

/**
 * Hands out blocks of an address range: a buddy allocator. A block of 2^n bytes is aligned to 2^n, and two free halves of
 * a block become one again, so memory is whole when all was given back.
 */
export class Allocator {
  readonly #base: number;
  readonly #sizeBytes: number;
  /** Free blocks by size: offsets from the base. */
  readonly #free = new Map<number, Set<number>>();
  readonly #used = new Map<number, Run>();

  /** `sizeBytes` is a power of two and `base` divisible by it, so that alignment holds for addresses too. */
  constructor(base: number, sizeBytes: number) {
    if (sizeBytes !== roundUp(sizeBytes)) throw new RangeError(`${sizeBytes} bytes are not a power of two`);
    if (base % sizeBytes !== 0) throw new RangeError('the base is not aligned to the size');
    this.#base = base;
    this.#sizeBytes = sizeBytes;
    this.#freeOf(sizeBytes).add(0);
  }

  /** Bytes handed out, rounded up as they were. */
  get usedBytes(): number {
    let sum = 0;
    for (const { sizeBytes } of this.#used.values()) sum += roundUp(sizeBytes);
    return sum;
  }

  /** What is handed out now. */
  get runs(): readonly Run[] {
    return [...this.#used.values()];
  }

  /** Address of a new block; undefined when there is no room. */
  allocate(sizeBytes: number, alignment = smallestBytes): number | undefined {
    const wanted = roundUp(Math.max(sizeBytes, alignment));
    let size = wanted;
    while (size <= this.#sizeBytes && this.#freeOf(size).size === 0) size *= 2;
    if (!(size <= this.#sizeBytes)) return undefined;
    const [offset] = this.#freeOf(size);
    this.#freeOf(size).delete(offset!);
    for (; size > wanted; size /= 2) this.#freeOf(size / 2).add(offset! + size / 2);
    const address = this.#base + offset!;
    this.#used.set(address, { address, sizeBytes: wanted });
    return address;
  }

  /** Takes a block back. Throws for what was not handed out, or was given back already. */
  free(address: number): Run {
    const run = this.#used.get(address);
    if (run === undefined) throw new RangeError(`no block at 0x${address.toString(16)} is in use`);
    this.#used.delete(address);
    let offset = address - this.#base;
    let size = run.sizeBytes;
    while (size < this.#sizeBytes) {
      const buddy = Math.floor(offset / size) % 2 === 0 ? offset + size : offset - size;
      if (!this.#freeOf(size).delete(buddy)) break;
      offset = Math.min(offset, buddy);
      size *= 2;
    }
    this.#freeOf(size).add(offset);
    return run;
  }

  #freeOf(size: number): Set<number> {
    let set = this.#free.get(size);
    if (set === undefined) {
      set = new Set();
      this.#free.set(size, set);
    }
    return set;
  }
}
