import { copy } from '../../bus/memory.ts';
import { Tx } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import type { MetaCache } from './metaCache.ts';
import { type PagePool, pageBytes } from './pagePool.ts';
import type { TxFrame } from './txFrame.ts';
import { isOffloaded, offloadBits, plainBits } from './txOffload.ts';
import type { TxSlots } from './txSlots.ts';
import type { TxWriter } from './txWriter.ts';

const first = put(Tx.first, 1);
const last = put(Tx.last, 1);
const completionRequest = put(Tx.completionRequest, 1);

/** Short packets begin at one of these steps, by page: all at the beginning of pages would share a few lines of the cache. */
const colours = 16;
const colourBytes = 64;

const startIn = (page: number, lengthBytes: number): number => {
  const start = (page & (colours - 1)) * colourBytes;
  return start + lengthBytes <= pageBytes ? start : 0;
};

/** Copies a frame into pages and writes the descriptors that tell of them. */
export class TxDescriber {
  readonly #writer: TxWriter;
  readonly #pages: PagePool;
  readonly #slots: TxSlots;
  readonly #meta: MetaCache;
  readonly #maxHeaderBytes: number;
  /** Packets begin in the device's own memory. */
  readonly #pushes: boolean;
  /** Every packet has a meta descriptor. */
  readonly #withMeta: boolean;

  constructor(writer: TxWriter, pages: PagePool, slots: TxSlots, meta: MetaCache, maxHeaderBytes: number) {
    this.#writer = writer;
    this.#pages = pages;
    this.#slots = slots;
    this.#meta = meta;
    this.#withMeta = meta.isOff;
    this.#pushes = writer.pushedBytes > 0;
    this.#maxHeaderBytes = maxHeaderBytes;
  }

  /** Writes a frame whose first `pushed` bytes go with the descriptors, and the others into the slot's pages. */
  write(frame: TxFrame, slot: number, pushed: number, buffers: number): void {
    const writer = this.#writer;
    const { memory, start, lengthBytes } = frame;
    if (this.#pushes) writer.begin(memory, start, pushed);
    const offloaded = isOffloaded(frame);
    const hasMeta = offloaded ? this.#meta.write(writer, frame) : this.#withMeta && this.#meta.writeEmpty(writer);
    const header = this.#pushes ? pushed : Math.min(lengthBytes, this.#maxHeaderBytes);
    const word0 = put(Tx.requestIdHigh, slot >>> 10) | (hasMeta ? 0 : first) | completionRequest;
    const word1 = put(Tx.requestIdLow, slot) | (offloaded ? offloadBits(frame) : plainBits(frame));
    const word3 = put(Tx.headerLength, header);
    if (buffers === 0) writer.write(word0 | last, word1, 0, word3);
    else if (buffers === 1) this.#writeOne(frame, slot, pushed, word0 | last, word1, word3);
    else this.#writeMany(frame, slot, pushed, buffers, word0, word1, word3);
    if (this.#pushes) writer.end();
  }

  #writeOne(frame: TxFrame, slot: number, pushed: number, word0: number, word1: number, word3: number): void {
    const page = this.#slots.pageOf(slot, 0);
    const lengthBytes = frame.lengthBytes - pushed;
    this.#fill(page, startIn(page, lengthBytes), frame, pushed, lengthBytes, word0, word1, word3);
  }

  #writeMany(
    frame: TxFrame,
    slot: number,
    pushed: number,
    buffers: number,
    word0: number,
    word1: number,
    word3: number,
  ): void {
    for (let i = 0, at = pushed; i < buffers; i++, at += pageBytes) {
      const lengthBytes = Math.min(frame.lengthBytes - at, pageBytes);
      const end = i === buffers - 1 ? last : 0;
      const page = this.#slots.pageOf(slot, i);
      if (i === 0) this.#fill(page, 0, frame, at, lengthBytes, word0 | end, word1, word3);
      else this.#fill(page, 0, frame, at, lengthBytes, end, 0, 0);
    }
  }

  #fill(
    page: number,
    to: number,
    frame: TxFrame,
    from: number,
    lengthBytes: number,
    word0: number,
    word1: number,
    word3: number,
  ): void {
    const pages = this.#pages;
    copy(frame.memory, frame.start + from, pages.memoryOf(page), pages.byte[page]! + to, lengthBytes);
    const low = pages.addressLow[page]! + to;
    this.#writer.write(word0 | put(Tx.length, lengthBytes), word1, low, word3 | pages.addressHigh[page]!);
  }
}
