import { RxDone, rxCompletion, TxDone, txCompletion } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import { Producer } from '../../spec/wire/ring.ts';
import type { QueueVector } from './queueVector.ts';
import type { RingWindow } from './ringWindow.ts';

/** The time of completions, in the halves in which the wire has it. */
export interface Timestamp {
  low: number;
  high: number;
}

/** The times that completions in the extended form get. */
export interface Timestamps {
  readonly tx: Timestamp;
  readonly rx: Timestamp;
}

const txWords = txCompletion.sizeBytes / 4;
const rxWords = rxCompletion.sizeBytes / 4;
const mustBeZero = put(TxDone.mustBeZero, 3);
const headShift = TxDone.submissionHead.shift;
const idShift = RxDone.requestId.shift;

/** A ring of completions, written by the device. */
export class CompletionQueue {
  readonly index: number;
  readonly vector: QueueVector;
  /** Depths of the submission queues that complete here. */
  claimed = 0;
  /** Submission queues that complete here. */
  users = 0;
  readonly #window: RingWindow;
  readonly #ring: Producer;
  readonly #entryWords: number;
  readonly #stamps: Timestamps;
  /** How far the guest has read, once it told so: only old drivers do. */
  #head = -1;

  constructor(
    index: number,
    window: RingWindow,
    shape: { readonly depth: number; readonly entryWords: number; readonly ordered: boolean },
    vector: QueueVector,
    stamps: Timestamps,
  ) {
    this.index = index;
    this.vector = vector;
    this.#window = window;
    this.#entryWords = shape.entryWords;
    this.#stamps = stamps;
    const { words, base } = window;
    this.#ring = new Producer({ words, base, ...shape, phase: TxDone.phase });
  }

  get depth(): number {
    return this.#ring.depth;
  }

  /** Whether Tx, or Rx, completions fit its entries, in the short or the extended form. */
  holds(isTx: boolean): boolean {
    const shortest = isTx ? txWords : rxWords;
    return this.#entryWords === shortest || this.#entryWords === shortest * 2;
  }

  /**
   * Whether `count` completions may be written without one that is unread being lost. A guest that does not tell what it
   * reads tells by what it submits: nothing is in flight more often than its submission queues are deep, and those together
   * are no deeper than this queue.
   */
  hasRoom(count: number): boolean {
    if (!this.#window.isReachable(this.#ring)) return false;
    return this.#head < 0 || this.#ring.inFlight(this.#head) + count <= this.#ring.depth;
  }

  /** The guest tells what it has read. What cannot be is not believed. */
  setHead(head: number): void {
    if (this.#ring.inFlight(head & 0xffff) <= this.#ring.depth) this.#head = head & 0xffff;
  }

  /** Posts a Tx completion. `hasRoom` was asked. */
  postTx(requestId: number, subQueue: number, head: number, isMalformed: boolean): void {
    const ring = this.#ring;
    const { words } = ring;
    const at = ring.at;
    words[at + 1] = subQueue | (head << headShift);
    if (this.#entryWords > txWords) {
      const { tx } = this.#stamps;
      words[at + 2] = tx.low;
      words[at + 3] = tx.high;
    }
    this.#commit(requestId | (isMalformed ? mustBeZero : 0));
  }

  /** Posts the completion of an Rx buffer. `hasRoom` was asked. */
  postRx(
    status: number,
    lengthBytes: number,
    requestId: number,
    hash: number,
    subQueueAndOffset: number,
    address: number,
  ): void {
    const ring = this.#ring;
    const { words } = ring;
    const at = ring.at;
    words[at + 1] = lengthBytes | (requestId << idShift);
    words[at + 2] = hash;
    words[at + 3] = subQueueAndOffset;
    if (this.#entryWords > rxWords) {
      words[at + 4] = address;
      words[at + 5] = address / 2 ** 32;
      const { rx } = this.#stamps;
      words[at + 6] = rx.low;
      words[at + 7] = rx.high;
    }
    this.#commit(status);
  }

  #commit(word: number): void {
    const ring = this.#ring;
    const offset = ring.slot * this.#entryWords * 4;
    ring.commit(word);
    this.#window.store(offset, this.#entryWords * 4);
  }
}
