import type { Alarm, Clock } from '../../../bus/clock.ts';
import { copyRun } from '../copyRun.ts';
import { Frame } from '../frame.ts';
import type { TokenBucket } from './tokenBucket.ts';

/** A frame that waits, with what its taker needs besides. */
interface Waiting<Note> {
  frame: Frame;
  note: Note | undefined;
}

/** Why a frame could not go at once. */
export type Hindrance = 'bandwidth' | 'packets';

/** Slots are made when first used, for frames of this size at least. */
const slotBytes = 9236;

/**
 * Holds one direction to its rates. A frame that comes too early waits in a queue, or is dropped when the queue is full: that
 * is how the network does it, so a burst costs time first and packets later.
 */
export class Shaper<Note> {
  /** Frames that found the queue full. */
  dropped = 0;
  readonly #bandwidth: TokenBucket;
  readonly #packets: TokenBucket;
  readonly #deliver: (frame: Frame, note: Note | undefined) => void;
  readonly #alarm: Alarm;
  readonly #slots: Waiting<Note>[] = [];
  readonly #depth: number;
  #first = 0;
  #count = 0;
  #clears = 0;
  /** What kept the first of those that wait. */
  #held: Hindrance = 'bandwidth';

  /** `deliver` gets each frame when its time has come. */
  constructor(
    clock: Clock,
    buckets: { readonly bandwidth: TokenBucket; readonly packets: TokenBucket },
    depth: number,
    deliver: (frame: Frame, note: Note | undefined) => void,
  ) {
    this.#bandwidth = buckets.bandwidth;
    this.#packets = buckets.packets;
    this.#depth = depth;
    this.#deliver = deliver;
    this.#alarm = clock.createAlarm(() => this.#drain());
  }

  /** Frames that wait. */
  get waiting(): number {
    return this.#count;
  }

  /** What keeps a frame from going now; undefined: its tokens were taken, it goes. */
  hindrance(lengthBytes: number): Hindrance | undefined {
    // Who comes after others waits behind them, and for the same reason as the first of them.
    const first = this.#count > 0 ? this.#slots[this.#first]!.frame.lengthBytes : lengthBytes;
    const bits = first * 8;
    if (!this.#packets.has(1)) this.#held = 'packets';
    else if (!this.#bandwidth.has(bits)) this.#held = 'bandwidth';
    else if (this.#count === 0) {
      this.#packets.take(1);
      this.#bandwidth.take(bits);
      return undefined;
    }
    return this.#held;
  }

  /** Takes a copy of a frame that is to wait. False: no room, it is lost. */
  enqueue(frame: Frame, note: Note | undefined): boolean {
    if (this.#count === this.#depth) {
      this.dropped++;
      return false;
    }
    const slot = this.#slot((this.#first + this.#count) % this.#depth, frame.lengthBytes);
    copyRun(frame, frame.byte, slot.frame, 0, frame.lengthBytes);
    slot.frame.byte = 0;
    slot.frame.lengthBytes = frame.lengthBytes;
    slot.note = note;
    this.#count++;
    if (this.#count === 1) this.#arm();
    return true;
  }

  /** Forgets what waits. */
  clear(): void {
    this.#alarm.cancel();
    this.#count = 0;
    this.#clears++;
  }

  #slot(index: number, lengthBytes: number): Waiting<Note> {
    const slot = this.#slots[index];
    if (slot !== undefined && slot.frame.bytes.length >= lengthBytes) return slot;
    const made = { frame: new Frame(Math.max(slotBytes, lengthBytes)), note: undefined };
    this.#slots[index] = made;
    return made;
  }

  #arm(): void {
    const bits = this.#slots[this.#first]!.frame.lengthBytes * 8;
    const waitNs = Math.max(this.#packets.waitNs(1), this.#bandwidth.waitNs(bits));
    if (waitNs !== Number.POSITIVE_INFINITY) this.#alarm.ringIn(waitNs);
  }

  #drain(): void {
    while (this.#count > 0) {
      const { frame, note } = this.#slots[this.#first]!;
      const bits = frame.lengthBytes * 8;
      if (!this.#packets.has(1) || !this.#bandwidth.has(bits)) break;
      this.#packets.take(1);
      this.#bandwidth.take(bits);
      const clears = this.#clears;
      this.#deliver(frame, note);
      // The taker reset the device: what waits now, if anything, came later and has armed the alarm.
      if (clears !== this.#clears) return;
      this.#first = (this.#first + 1) % this.#depth;
      this.#count--;
    }
    if (this.#count > 0) this.#arm();
  }
}
