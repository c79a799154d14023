import type { DmaBlock, DriverPort } from '../../bus/port.ts';

export const pageBytes = 4096;
const pagesPerBlock = 16;

/** Pages for packets. Those given back last are taken first, since the cache knows them still. */
export class PagePool {
  readonly #port: DriverPort;
  readonly #blocks: DmaBlock[] = [];
  readonly #most: number;
  readonly #free: Int32Array;
  #freeCount = 0;
  #made = 0;
  /** By page: where it is for the device, in two halves. */
  readonly addressLow: Uint32Array;
  readonly addressHigh: Uint32Array;
  /** By page: index of its first byte in its memory. */
  readonly byte: Uint32Array;

  /** At most so many pages, made in blocks as they are wanted. */
  constructor(port: DriverPort, most: number) {
    this.#port = port;
    this.#most = Math.ceil(most / pagesPerBlock) * pagesPerBlock;
    this.#free = new Int32Array(this.#most);
    this.addressLow = new Uint32Array(this.#most);
    this.addressHigh = new Uint32Array(this.#most);
    this.byte = new Uint32Array(this.#most);
  }

  /** A page, or -1 without memory. */
  take(): number {
    if (this.#freeCount === 0 && !this.#grow()) return -1;
    return this.#free[--this.#freeCount]!;
  }

  give(page: number): void {
    this.#free[this.#freeCount++] = page;
  }

  /** The memory a page is in. */
  memoryOf(page: number): DmaBlock {
    return this.#blocks[page >>> 4]!;
  }

  /** Pages that are taken. */
  get taken(): number {
    return this.#made - this.#freeCount;
  }

  /** Gives all memory back, taken pages too. */
  release(): void {
    for (const block of this.#blocks) block.free();
    this.#blocks.length = 0;
    this.#freeCount = 0;
    this.#made = 0;
  }

  #grow(): boolean {
    if (this.#made >= this.#most) return false;
    const block = this.#port.allocate(pagesPerBlock * pageBytes);
    if (block === undefined) return false;
    this.#blocks.push(block);
    for (let i = pagesPerBlock - 1; i >= 0; i--) {
      const page = this.#made + i;
      const address = block.address + i * pageBytes;
      this.addressLow[page] = address >>> 0;
      this.addressHigh[page] = Math.floor(address / 2 ** 32);
      this.byte[page] = block.byte + i * pageBytes;
      this.#free[this.#freeCount++] = page;
    }
    this.#made += pagesPerBlock;
    return true;
  }
}
