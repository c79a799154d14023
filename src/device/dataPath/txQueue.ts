import type { Alarm } from '../../bus/clock.ts';
import type { Views } from '../../bus/memory.ts';
import {
  descriptorBytes,
  descriptorsPerEntry,
  headerOffset,
  type LlqShape,
  maxHeaderBytes,
} from '../../spec/wire/llq.ts';
import type { RingPlace } from '../../spec/wire/ring.ts';
import type { CompletionQueue } from './completionQueue.ts';
import type { RingWindow } from './ringWindow.ts';
import { SubmissionQueue } from './submissionQueue.ts';
import { noMeta, steps, type TxPacket } from './txPacket.ts';

const descriptorWords = descriptorBytes / 4;

/** How entries in the device's memory are laid out. */
export interface LlqLayout {
  readonly shape: LlqShape;
  readonly memory: Views;
  /** Where the ring lies in it. */
  readonly byte: number;
  /** Entries between two doorbells; `Infinity` where the device does not care. */
  readonly maxBurst: number;
}

/** A packet has begun, and its end is not announced yet. */
export const incomplete = 0;
/** The ring makes no sense; `fault` says why. */
export const broken = -1;

/** A Tx submission queue, of the guest's memory or of the device's. */
export class TxQueue extends SubmissionQueue {
  /** What the last meta descriptor said that was to be kept. */
  readonly meta = noMeta();
  hasMeta = false;
  /** Whether packets may leave out their meta descriptor. */
  readonly cachesMeta: boolean;
  readonly llq: LlqLayout | undefined;
  /** Work is under way: a doorbell meanwhile only moves the tail. */
  isBusy = false;
  /** Goes on with what one kick did not get done. */
  readonly alarm: Alarm;

  constructor(
    index: number,
    window: RingWindow | undefined,
    place: RingPlace,
    completions: CompletionQueue,
    options: { readonly llq: LlqLayout | undefined; readonly cachesMeta: boolean; readonly alarm: Alarm },
  ) {
    super(index, window, place, completions);
    this.llq = options.llq;
    this.cachesMeta = options.cachesMeta;
    this.alarm = options.alarm;
  }

  override announce(value: number): boolean {
    const before = this.tail;
    if (!super.announce(value)) return false;
    if (this.llq === undefined || ((this.tail - before) & 0xffff) <= this.llq.maxBurst) return true;
    this.fault = 'more entries than a burst may have';
    return false;
  }

  /** Reads the next packet from at most `pending` entries. Says how many it took; `incomplete` or `broken`. */
  read(packet: TxPacket, pending: number): number {
    packet.begin();
    const used = this.llq === undefined ? this.#readHost(packet, pending) : this.#readLlq(packet, this.llq, pending);
    if (used === broken) this.fault = packet.fault;
    else if (used === incomplete && pending === this.ring.depth) this.fault = 'packet has no end';
    return used;
  }

  #readHost(packet: TxPacket, pending: number): number {
    const { ring } = this;
    for (let ahead = 0; ahead < pending; ahead++) {
      const step = packet.add(ring.words, ring.atAhead(ahead), ring.phaseAhead(ahead));
      if (step === steps.done) return ahead + 1;
      if (step === steps.malformed) return broken;
    }
    return incomplete;
  }

  #readLlq(packet: TxPacket, { shape, memory }: LlqLayout, pending: number): number {
    const { ring } = this;
    packet.expectHeader(memory, ring.at * 4 + headerOffset(shape), maxHeaderBytes(shape));
    let places = shape.descriptorsBeforeHeader;
    for (let ahead = 0; ahead < pending; ahead++) {
      const at = ring.atAhead(ahead);
      const phase = ring.phaseAhead(ahead);
      for (let place = 0; place < places; place++) {
        const step = packet.add(ring.words, at + place * descriptorWords, phase);
        if (step === steps.done) return ahead + 1;
        if (step === steps.malformed) return broken;
      }
      places = descriptorsPerEntry(shape);
    }
    return incomplete;
  }
}
