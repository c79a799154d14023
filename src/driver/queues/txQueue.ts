import { copy } from '../../bus/memory.ts';
import type { DmaBlock } from '../../bus/port.ts';
import { Tx, TxDone } from '../../spec/wire/descriptors.ts';
import { get, put } from '../../spec/wire/field.ts';
import { Consumer } from '../../spec/wire/ring.ts';
import type { Adapter } from '../adapter.ts';
import { MetaCache } from './metaCache.ts';
import { PagePool, pageBytes } from './pagePool.ts';
import type { CompletionHandle, SubmissionHandle } from './queueCommands.ts';
import type { TxCounters } from './queueCounters.ts';
import type { TxFrame, TxVerdict } from './txFrame.ts';
import { isOffloaded, offloadWord } from './txOffload.ts';
import { complainOfTxCompletion } from './txTroubles.ts';
import type { TxWriter } from './txWriter.ts';

/** Free descriptors from which a stopped queue goes on: a packet of the most pieces fits. */
const wakeDescriptors = 19;

/** A Tx queue at work: it exists while the interface is up. */
export class TxQueue {
  readonly id: number;
  readonly depth: number;
  readonly counters: TxCounters;
  readonly submission: SubmissionHandle;
  readonly completion: CompletionHandle;
  /** Completions, as the device writes them. */
  readonly completions: Consumer;
  readonly #adapter: Adapter;
  readonly #blocks: readonly DmaBlock[];
  readonly #writer: TxWriter;
  readonly #pages: PagePool;
  readonly #meta: MetaCache;
  readonly #mostBuffers: number;
  readonly #burstEntries: number;
  readonly #stopEntries: number;
  readonly #wakeEntries: number;
  readonly #mask: number;
  /** Slots that are free, as a ring. */
  readonly #free: Uint16Array;
  #freeHead = 0;
  /** By slot: when it was sent; -1 for one that is free. */
  readonly sentNs: Float64Array;
  /** By slot: the packet was told to be overdue. */
  readonly isTold: Uint8Array;
  readonly #lengthBytes: Uint32Array;
  readonly #entries: Uint8Array;
  readonly #pageCount: Uint8Array;
  readonly #pagesOf: Int32Array;
  #usedEntries = 0;
  #rungIndex = 0;
  isStopped = false;
  /** When the stack last gave a frame, for its watchdog. */
  lastTransmitNs: number;

  constructor(adapter: Adapter, parts: TxParts) {
    const { depth, completionBlock, writer } = parts;
    const { device, port, clock } = adapter;
    this.#adapter = adapter;
    this.id = parts.id;
    this.depth = depth;
    this.counters = parts.counters;
    this.submission = parts.submission;
    this.completion = parts.completion;
    this.#blocks = parts.submissionBlock === undefined ? [completionBlock] : [parts.submissionBlock, completionBlock];
    this.#writer = writer;
    const { words, word: base } = completionBlock;
    this.completions = new Consumer({
      words,
      base,
      depth,
      entryWords: parts.completionWords,
      phase: TxDone.phase,
      ordered: port.concurrent,
    });
    this.#mostBuffers = device.maxTxBuffers;
    this.#pages = new PagePool(port, depth * device.maxTxBuffers);
    this.#meta = new MetaCache(device.llq?.withoutMetaCache === true);
    this.#burstEntries = device.llq?.burstEntries ?? 0;
    this.#stopEntries = writer.entriesFor(device.maxTxBuffers + 2);
    this.#wakeEntries = Math.max(writer.entriesFor(wakeDescriptors), this.#stopEntries);
    this.#mask = depth - 1;
    this.#free = Uint16Array.from({ length: depth }, (_, slot) => slot);
    this.sentNs = new Float64Array(depth).fill(-1);
    this.isTold = new Uint8Array(depth);
    this.#lengthBytes = new Uint32Array(depth);
    this.#entries = new Uint8Array(depth);
    this.#pageCount = new Uint8Array(depth);
    this.#pagesOf = new Int32Array(depth * device.maxTxBuffers);
    this.lastTransmitNs = clock.nowNs();
  }

  /** Packets with the device. */
  inFlight = 0;

  get #freeEntries(): number {
    return this.depth - 1 - this.#usedEntries;
  }

  /** Takes a frame. The bytes are copied; the frame is the caller's again. */
  transmit(frame: TxFrame): TxVerdict {
    if (this.isStopped) return 'busy';
    const { counters } = this;
    const writer = this.#writer;
    const pushed = Math.min(frame.lengthBytes, writer.pushedBytes);
    const buffers = Math.ceil((frame.lengthBytes - pushed) / pageBytes);
    if (buffers + 1 > this.#mostBuffers || frame.lengthBytes === 0) return this.#refuse();
    const slot = this.#free[this.#freeHead & this.#mask]!;
    if (!this.#takePages(slot, buffers)) {
      counters.dma_mapping_err++;
      return 'dropped';
    }
    this.#freeHead = (this.#freeHead + 1) & 0xffff;
    const before = writer.index;
    if (this.#burstEntries > 0 && this.#pending + writer.entriesFor(buffers + 1) > this.#burstEntries) this.ring();
    this.#describe(frame, slot, pushed, buffers);
    const used = (writer.index - before) & 0xffff;
    this.#entries[slot] = used;
    this.#usedEntries += used;
    this.#lengthBytes[slot] = frame.lengthBytes;
    this.inFlight++;
    const nowNs = this.#adapter.clock.nowNs();
    this.sentNs[slot] = nowNs;
    this.isTold[slot] = 0;
    this.lastTransmitNs = nowNs;
    counters.cnt++;
    counters.bytes += frame.lengthBytes;
    if (this.#freeEntries < this.#stopEntries) this.#stop();
    if (!frame.more || this.isStopped) this.ring();
    return 'sent';
  }

  /** Tells the device of what was written since it was last told. */
  ring(): void {
    const { index } = this.#writer;
    if (index === this.#rungIndex) return;
    this.#rungIndex = index;
    this.#adapter.port.write32(this.submission.doorbellOffset, index);
    this.counters.doorbells++;
  }

  /** Takes completions, at most `budget`. Says how many. */
  complete(budget: number): number {
    const ring = this.completions;
    const checks = this.#adapter.checksReservedBits;
    let done = 0;
    while (done < budget && ring.isNew) {
      const { words, at } = ring;
      const slot = get(words, at, TxDone.requestId);
      const isMalformed = checks && get(words, at, TxDone.mustBeZero) !== 0;
      ring.advance();
      if (isMalformed || slot >= this.depth || this.sentNs[slot]! < 0) {
        if (!isMalformed) this.counters.bad_req_id++;
        complainOfTxCompletion(this.#adapter, this, at, isMalformed);
        break;
      }
      this.#release(slot);
      done++;
    }
    if (done > 0 && this.isStopped) this.#wakeIfRoom();
    return done;
  }

  /** Frees packets that will not be completed any more. Says how many, and how long the oldest waited. */
  abandon(told: (slot: number) => void): { readonly count: number; readonly longestNs: number } {
    const nowNs = this.#adapter.clock.nowNs();
    let count = 0;
    let longestNs = 0;
    for (let slot = 0; slot < this.depth; slot++) {
      const sentNs = this.sentNs[slot]!;
      if (sentNs < 0) continue;
      if (count === 0) told(slot);
      longestNs = Math.max(longestNs, nowNs - sentNs);
      this.#release(slot);
      count++;
    }
    return { count, longestNs };
  }

  /** Gives all memory back. */
  free(): void {
    this.#pages.release();
    for (const block of this.#blocks) block.free();
  }

  get #pending(): number {
    return (this.#writer.index - this.#rungIndex) & 0xffff;
  }

  #refuse(): TxVerdict {
    this.counters.linearize_failed++;
    return 'dropped';
  }

  #takePages(slot: number, buffers: number): boolean {
    const from = slot * this.#mostBuffers;
    for (let i = 0; i < buffers; i++) {
      const page = this.#pages.take();
      if (page < 0) {
        while (i-- > 0) this.#pages.give(this.#pagesOf[from + i]!);
        return false;
      }
      this.#pagesOf[from + i] = page;
    }
    this.#pageCount[slot] = buffers;
    return true;
  }

  #describe(frame: TxFrame, slot: number, pushed: number, buffers: number): void {
    const writer = this.#writer;
    const pages = this.#pages;
    const from = slot * this.#mostBuffers;
    writer.begin(frame.memory, frame.start, pushed);
    const hasMeta = isOffloaded(frame) ? this.#meta.write(writer, frame) : this.#meta.writeEmpty(writer);
    const header = pushed > 0 ? pushed : Math.min(frame.lengthBytes, this.#adapter.device.maxHeaderBytes, pageBytes);
    const firstOnly =
      put(Tx.requestIdHigh, slot >>> 10) | put(Tx.first, hasMeta ? 0 : 1) | put(Tx.completionRequest, 1);
    if (buffers === 0) {
      writer.write(firstOnly | put(Tx.last, 1), offloadWord(frame, slot), 0, put(Tx.headerLength, header));
    }
    let left = frame.lengthBytes - pushed;
    let at = frame.start + pushed;
    for (let i = 0; i < buffers; i++) {
      const page = this.#pagesOf[from + i]!;
      const lengthBytes = Math.min(left, pageBytes);
      copy(frame.memory, at, pages.memoryOf(page), pages.byte[page]!, lengthBytes);
      at += lengthBytes;
      left -= lengthBytes;
      const isFirst = i === 0;
      const word0 = put(Tx.length, lengthBytes) | put(Tx.last, left === 0 ? 1 : 0) | (isFirst ? firstOnly : 0);
      const word3 = pages.addressHigh[page]! | (isFirst ? put(Tx.headerLength, header) : 0);
      writer.write(word0, isFirst ? offloadWord(frame, slot) : 0, pages.addressLow[page]!, word3);
    }
    writer.end();
  }

  #release(slot: number): void {
    const from = slot * this.#mostBuffers;
    for (let i = this.#pageCount[slot]!; i-- > 0; ) this.#pages.give(this.#pagesOf[from + i]!);
    this.#pageCount[slot] = 0;
    this.sentNs[slot] = -1;
    this.#usedEntries -= this.#entries[slot]!;
    this.#free[(this.#freeHead - this.inFlight) & this.#mask] = slot;
    this.inFlight--;
  }

  #stop(): void {
    this.isStopped = true;
    this.counters.queue_stop++;
  }

  #wakeIfRoom(): void {
    if (this.#freeEntries < this.#wakeEntries) return;
    this.isStopped = false;
    this.counters.queue_wakeup++;
    this.#adapter.stack.wake?.(this.id);
  }
}

/** What a Tx queue is made of. */
export interface TxParts {
  readonly id: number;
  readonly depth: number;
  readonly completionWords: number;
  readonly counters: TxCounters;
  readonly submission: SubmissionHandle;
  readonly completion: CompletionHandle;
  readonly submissionBlock: DmaBlock | undefined;
  readonly completionBlock: DmaBlock;
  readonly writer: TxWriter;
}
