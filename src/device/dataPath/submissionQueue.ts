import { Consumer, type RingPlace } from '../../spec/wire/ring.ts';
import type { CompletionQueue } from './completionQueue.ts';
import type { RingWindow } from './ringWindow.ts';

/** Why the device reads a queue no more until it is destroyed. */
export type QueueFault =
  | 'doorbell runs ahead of the ring'
  | 'phase is not that of the lap'
  | 'bits are set that must be 0'
  | 'packet has no beginning'
  | 'packet begins twice'
  | 'packet has too many descriptors'
  | 'packet has no end'
  | 'meta descriptor is out of place'
  | 'more entries than a burst may have'
  | 'queue is gone';

/** A ring of descriptors, read by the device. */
export class SubmissionQueue {
  readonly index: number;
  readonly ring: Consumer;
  readonly completions: CompletionQueue;
  /** How far the guest has written, as its doorbell said last. */
  tail = 0;
  fault: QueueFault | undefined;
  /** Undefined where the ring lies in the device. */
  readonly #window: RingWindow | undefined;
  readonly #entryBytes: number;

  constructor(index: number, window: RingWindow | undefined, place: RingPlace, completions: CompletionQueue) {
    this.index = index;
    this.completions = completions;
    this.ring = new Consumer(place);
    this.#window = window;
    this.#entryBytes = place.entryWords * 4;
  }

  /** Takes note of a doorbell. False: it says what cannot be, and the queue is done for. */
  announce(value: number): boolean {
    const tail = value & 0xffff;
    if (this.ring.pending(tail) > this.ring.depth) {
      this.fault = 'doorbell runs ahead of the ring';
      return false;
    }
    this.tail = tail;
    return true;
  }

  /** Entries to be read. */
  get pending(): number {
    return this.ring.pending(this.tail);
  }

  /** To be asked before entries are read: brings their memory up. False: it is not there. */
  isReachable(): boolean {
    const window = this.#window;
    if (window === undefined) return true;
    const { ring } = this;
    if (!window.isReachable(ring)) return false;
    return window.load(0, ring.depth * this.#entryBytes);
  }
}
