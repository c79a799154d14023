import type { PagePool } from './pagePool.ts';

/** The packets of a queue that are with the device, each in a slot whose number is the packet's id. */
export class TxSlots {
  readonly depth: number;
  /** By slot: when the packet was sent; -1 for a slot that is free. */
  readonly sentNs: Float64Array;
  /** By slot: the packet was told to be overdue. */
  readonly isTold: Uint8Array;
  /** Slots that are taken. */
  inFlight = 0;
  readonly #pages: PagePool;
  readonly #buffersEach: number;
  readonly #mask: number;
  /** Free slots, as a ring; those that are taken leave holes behind its head. */
  readonly #free: Uint16Array;
  #head = 0;
  readonly #entries: Uint8Array;
  readonly #pageCount: Uint8Array;
  readonly #pagesOf: Int32Array;

  /** `buffersEach` pages at most for one packet. */
  constructor(depth: number, buffersEach: number, pages: PagePool) {
    this.depth = depth;
    this.#pages = pages;
    this.#buffersEach = buffersEach;
    this.#mask = depth - 1;
    this.#free = Uint16Array.from({ length: depth }, (_, slot) => slot);
    this.sentNs = new Float64Array(depth).fill(-1);
    this.isTold = new Uint8Array(depth);
    this.#entries = new Uint8Array(depth);
    this.#pageCount = new Uint8Array(depth);
    this.#pagesOf = new Int32Array(depth * buffersEach);
  }

  /** Takes a slot with so many pages; -1 without memory. The caller knows that a slot is free. */
  take(buffers: number): number {
    const slot = this.#free[this.#head & this.#mask]!;
    const from = slot * this.#buffersEach;
    for (let i = 0; i < buffers; i++) {
      const page = this.#pages.take();
      if (page < 0) {
        while (i-- > 0) this.#pages.give(this.#pagesOf[from + i]!);
        return -1;
      }
      this.#pagesOf[from + i] = page;
    }
    this.#pageCount[slot] = buffers;
    this.#head = (this.#head + 1) & 0xffff;
    this.inFlight++;
    return slot;
  }

  /** The nth page of a slot. */
  pageOf(slot: number, place: number): number {
    return this.#pagesOf[slot * this.#buffersEach + place]!;
  }

  /** The packet went to the device and takes so many entries of its ring. */
  send(slot: number, nowNs: number, entries: number): void {
    this.sentNs[slot] = nowNs;
    this.isTold[slot] = 0;
    this.#entries[slot] = entries;
  }

  /** Whether an id is that of a packet with the device. */
  holds(slot: number): boolean {
    return slot < this.depth && this.sentNs[slot]! >= 0;
  }

  /** Frees a slot. Says how many entries its packet took. */
  release(slot: number): number {
    const from = slot * this.#buffersEach;
    for (let i = this.#pageCount[slot]!; i-- > 0; ) this.#pages.give(this.#pagesOf[from + i]!);
    this.sentNs[slot] = -1;
    this.#free[(this.#head - this.inFlight) & this.#mask] = slot;
    this.inFlight--;
    return this.#entries[slot]!;
  }
}
