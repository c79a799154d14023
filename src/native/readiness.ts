import { offHeap } from './libc.ts';
import type { SystemCalls } from './systemCalls.ts';

/** poll.h */
export const readable = 0x01;
export const writable = 0x04;
/** Told without being asked for: an error, a hang-up, a descriptor that is not open. */
export const broken = 0x08 | 0x10 | 0x20;

/** `struct pollfd`: descriptor, what is waited for, what is there. */
const pollfd = { sizeBytes: 8, events: 4, ready: 6 } as const;
/** `struct timespec`. */
const timespecBytes = 16;

/** What one of a set of descriptors waits for. */
export interface Awaited {
  readonly descriptor: number;
  readonly events: number;
}

/** A set of descriptors, and a wait of bounded time until one of them is ready. To change the set, make another. */
export class Readiness {
  readonly #calls: SystemCalls;
  readonly #count: number;
  readonly #entries: Uint8Array;
  readonly #view: DataView;
  readonly #timeout = offHeap(timespecBytes);
  readonly #timeoutView = new DataView(this.#timeout.buffer);

  constructor(calls: SystemCalls, awaited: readonly Awaited[]) {
    this.#calls = calls;
    this.#count = awaited.length;
    this.#entries = offHeap(pollfd.sizeBytes * awaited.length);
    this.#view = new DataView(this.#entries.buffer);
    for (const [i, { descriptor, events }] of awaited.entries()) {
      this.#view.setInt32(i * pollfd.sizeBytes, descriptor, true);
      this.#view.setInt16(i * pollfd.sizeBytes + pollfd.events, events, true);
    }
  }

  /** Stands still until one is ready, at most so long. Says how many are; a signal ends the wait with 0. */
  wait(limitMs: number): number {
    this.#limit(limitMs);
    return this.#told(this.#calls.ppoll(this.#entries, this.#count, this.#timeout, null));
  }

  /**
   * The same without standing still: a thread of Node.js's pool waits. `process.exit` waits for that thread, so the time
   * should be short, or an event be in the set with which the wait can be ended.
   */
  async waitAside(limitMs: number): Promise<number> {
    this.#limit(limitMs);
    return this.#told(await this.#calls.ppollAside(this.#entries, this.#count, this.#timeout));
  }

  /** What is ready of the one at this place: 0 for nothing. */
  of(place: number): number {
    return this.#view.getInt16(place * pollfd.sizeBytes + pollfd.ready, true);
  }

  #told(count: number): number {
    if (count >= 0) return count;
    // What is told of the entries is of the last time; nothing is ready now.
    for (let i = 0; i < this.#count; i++) this.#view.setInt16(i * pollfd.sizeBytes + pollfd.ready, 0, true);
    return 0;
  }

  #limit(limitMs: number): void {
    const seconds = Math.floor(limitMs / 1000);
    this.#timeoutView.setUint32(0, seconds, true);
    this.#timeoutView.setUint32(8, (limitMs - seconds * 1000) * 1e6, true);
  }
}
