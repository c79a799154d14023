import type { Clock } from '../../bus/clock.ts';
import type { DmaBlock } from '../../bus/port.ts';
import { TxDone } from '../../spec/wire/descriptors.ts';
import { get } from '../../spec/wire/field.ts';
import { Consumer } from '../../spec/wire/ring.ts';
import type { Adapter } from '../adapter.ts';
import { MetaCache } from './metaCache.ts';
import { PagePool, pageBytes } from './pagePool.ts';
import type { CompletionHandle, SubmissionHandle } from './queueCommands.ts';
import type { TxCounters } from './queueCounters.ts';
import { TxDescriber } from './txDescriber.ts';
import type { TxFrame, TxVerdict } from './txFrame.ts';
import type { TxParts } from './txParts.ts';
import { TxSlots } from './txSlots.ts';
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
  readonly slots: TxSlots;
  /** The stack must not give frames: the ring is full. */
  isStopped = false;
  /** When the stack last gave a frame, for its watchdog. */
  lastTransmitNs: number;
  readonly #adapter: Adapter;
  readonly #clock: Clock;
  readonly #blocks: readonly (DmaBlock | undefined)[];
  readonly #writer: TxWriter;
  readonly #describer: TxDescriber;
  readonly #pages: PagePool;
  readonly #mostBuffers: number;
  readonly #burstEntries: number;
  readonly #stopEntries: number;
  readonly #wakeEntries: number;
  #freeEntries: number;
  #rungIndex = 0;

  constructor(adapter: Adapter, parts: TxParts) {
    const { depth, completionBlock, writer } = parts;
    const { device, port, clock } = adapter;
    this.#adapter = adapter;
    this.#clock = clock;
    this.id = parts.id;
    this.depth = depth;
    this.counters = parts.counters;
    this.submission = parts.submission;
    this.completion = parts.completion;
    this.#blocks = [parts.submissionBlock, completionBlock];
    this.#writer = writer;
    this.completions = new Consumer({
      words: completionBlock.words,
      base: completionBlock.word,
      depth,
      entryWords: parts.completionWords,
      phase: TxDone.phase,
      ordered: port.concurrent,
    });
    this.#mostBuffers = device.maxTxBuffers;
    this.#pages = new PagePool(port, depth * device.maxTxBuffers);
    this.slots = new TxSlots(depth, device.maxTxBuffers, this.#pages);
    const meta = new MetaCache(device.llq?.withoutMetaCache === true);
    this.#describer = new TxDescriber(writer, this.#pages, this.slots, meta, device.maxHeaderBytes);
    this.#burstEntries = device.llq?.burstEntries ?? 0;
    this.#stopEntries = writer.entriesFor(device.maxTxBuffers + 2);
    this.#wakeEntries = Math.max(writer.entriesFor(wakeDescriptors), this.#stopEntries);
    this.#freeEntries = depth - 1;
    this.lastTransmitNs = clock.nowNs();
  }

  /** Takes a frame. The bytes are copied; the frame is the caller's again. */
  transmit(frame: TxFrame): TxVerdict {
    if (this.isStopped) return 'busy';
    const writer = this.#writer;
    const { lengthBytes } = frame;
    const pushed = Math.min(lengthBytes, writer.pushedBytes);
    const buffers = (lengthBytes - pushed + pageBytes - 1) >>> 12;
    // One descriptor may be needed for what is not data.
    const slot = buffers < this.#mostBuffers && lengthBytes > 0 ? this.slots.take(buffers) : -1;
    if (slot < 0) return this.#drop(buffers >= this.#mostBuffers || lengthBytes === 0);
    if (this.#burstEntries > 0) this.#keepBurst(buffers);
    const before = writer.index;
    this.#describer.write(frame, slot, pushed, buffers);
    const used = (writer.index - before) & 0xffff;
    this.#freeEntries -= used;
    this.lastTransmitNs = this.#clock.nowNs();
    this.slots.send(slot, this.lastTransmitNs, used);
    const { counters } = this;
    counters.cnt++;
    counters.bytes += lengthBytes;
    if (this.#freeEntries < this.#stopEntries) this.#stop();
    if (!frame.more || this.isStopped) this.ring();
    return 'sent';
  }

  /** Tells the device of what was written since it was last told. */
  ring(): void {
    const { index } = this.#writer;
    if (index === this.#rungIndex) return;
    this.#rungIndex = index;
    this.counters.doorbells++;
    this.#adapter.port.write32(this.submission.doorbellOffset, index);
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
      if (isMalformed || !this.slots.holds(slot)) {
        if (!isMalformed) this.counters.bad_req_id++;
        complainOfTxCompletion(this.#adapter, this, at, isMalformed);
        break;
      }
      this.#freeEntries += this.slots.release(slot);
      done++;
    }
    if (done > 0 && this.isStopped) this.#wakeIfRoom();
    return done;
  }

  /** Frees packets that will not be completed any more. Says how many, and how long the oldest waited. */
  abandon(told: (slot: number) => void): { readonly count: number; readonly longestNs: number } {
    const nowNs = this.#clock.nowNs();
    let count = 0;
    let longestNs = 0;
    for (let slot = 0; slot < this.depth; slot++) {
      if (!this.slots.holds(slot)) continue;
      if (count++ === 0) told(slot);
      longestNs = Math.max(longestNs, nowNs - this.slots.sentNs[slot]!);
      this.#freeEntries += this.slots.release(slot);
    }
    return { count, longestNs };
  }

  /** Gives all memory back. */
  free(): void {
    this.#pages.release();
    for (const block of this.#blocks) block?.free();
  }

  /** What came before a frame that is dropped must not wait for a doorbell that does not come. */
  #drop(isUnfit: boolean): TxVerdict {
    if (isUnfit) this.counters.linearize_failed++;
    else this.counters.dma_mapping_err++;
    this.ring();
    return 'dropped';
  }

  /** A device may bound how many entries come between two doorbells. */
  #keepBurst(buffers: number): void {
    const pending = (this.#writer.index - this.#rungIndex) & 0xffff;
    if (pending + this.#writer.entriesFor(buffers + 1) > this.#burstEntries) this.ring();
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
