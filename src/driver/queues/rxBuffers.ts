import type { DmaBlock, DriverPort } from '../../bus/port.ts';
import { Rx, rxDescriptor } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import { Producer } from '../../spec/wire/ring.ts';
import type { Troubles } from '../troubles.ts';
import { PagePool, pageBytes } from './pagePool.ts';

/** Room Linux leaves before a packet, and behind it for its own book-keeping; none of it before 2.5.0. */
const headroomBytes = 64;
const tailroomBytes = 320;

/** The buffers of an Rx queue: those with the device, and the ids of those that are not. */
export class RxBuffers {
  readonly depth: number;
  /** Bytes the device may write into each. */
  readonly sizeBytes: number;
  readonly #headroom: number;
  readonly #descriptor: number;
  readonly #ring: Producer;
  readonly #pages: PagePool;
  readonly #troubles: Troubles;
  readonly #mask: number;
  /** Ids that are not posted, as a ring; those that are leave holes behind its head. */
  readonly #free: Uint16Array;
  #head = 0;
  /** By id: its page; -1 without. A page waits here for its next turn where it was only copied from. */
  readonly #pageOf: Int32Array;
  readonly #isPosted: Uint8Array;
  #posted = 0;

  constructor(port: DriverPort, block: DmaBlock, depth: number, hasHeadroom: boolean, troubles: Troubles) {
    this.depth = depth;
    this.#headroom = hasHeadroom ? headroomBytes : 0;
    this.sizeBytes = hasHeadroom ? pageBytes - headroomBytes - tailroomBytes : pageBytes;
    // A length of 16 bits; Linux marks each buffer as a whole packet's.
    this.#descriptor =
      put(Rx.length, this.sizeBytes) | put(Rx.first, 1) | put(Rx.last, 1) | put(Rx.completionRequest, 1);
    this.#ring = new Producer({
      words: block.words,
      base: block.word,
      depth,
      entryWords: rxDescriptor.sizeBytes / 4,
      phase: Rx.phase,
      ordered: port.concurrent,
    });
    this.#pages = new PagePool(port, depth);
    this.#troubles = troubles;
    this.#mask = depth - 1;
    this.#free = Uint16Array.from({ length: depth }, (_, id) => id);
    this.#pageOf = new Int32Array(depth).fill(-1);
    this.#isPosted = new Uint8Array(depth);
  }

  /** Buffers that could be posted and are not. */
  get missing(): number {
    return this.depth - 1 - this.#posted;
  }

  /** What the doorbell is to say. */
  get tail(): number {
    return this.#ring.index;
  }

  /** Posts one more. False without memory. */
  post(): boolean {
    const id = this.#free[this.#head & this.#mask]!;
    let page = this.#pageOf[id]!;
    if (page < 0) {
      page = this.#troubles.outOfPages ? -1 : this.#pages.take();
      if (page < 0) return false;
      this.#pageOf[id] = page;
    }
    this.#head = (this.#head + 1) & 0xffff;
    this.#isPosted[id] = 1;
    this.#posted++;
    const ring = this.#ring;
    const { words, at } = ring;
    words[at + 1] = id;
    words[at + 2] = this.#pages.addressLow[page]! + this.#headroom;
    words[at + 3] = this.#pages.addressHigh[page]!;
    ring.commit(this.#descriptor);
    return true;
  }

  /** Takes a buffer from the device. False where the device has none of that id, or gave it back already. */
  take(id: number): boolean {
    if (id >= this.depth || this.#isPosted[id] === 0) return false;
    this.#isPosted[id] = 0;
    return true;
  }

  /** The memory of a buffer. */
  memoryOf(id: number): DmaBlock {
    return this.#pages.memoryOf(this.#pageOf[id]!);
  }

  /** Index in its memory where a buffer begins. */
  startOf(id: number): number {
    return this.#pages.byte[this.#pageOf[id]!]! + this.#headroom;
  }

  /** A buffer that was taken is free again. Its page stays with it where its packet was copied; else it went with that. */
  free(id: number, keepsPage: boolean): void {
    if (!keepsPage) {
      this.#pages.give(this.#pageOf[id]!);
      this.#pageOf[id] = -1;
    }
    this.#free[(this.#head - this.#posted) & this.#mask] = id;
    this.#posted--;
  }

  /** Gives all memory back. */
  release(): void {
    this.#pages.release();
  }
}
