import { directions, placements } from '../spec/wire/admin/queues.ts';
import type { DeviceOptions } from './options.ts';

/** The queues that stand, so that limits hold over all of them and none goes away under another. */
export class QueueCensus {
  /** Completion queues, each with the number of submission queues it serves. */
  readonly completion = new Map<number, { readonly entryWords: number; queues: number }>();
  readonly #tx = new Map<number, { readonly completionIndex: number; readonly placement: number }>();
  readonly #rx = new Map<number, { readonly completionIndex: number; readonly placement: number }>();

  /** Submission queues of one of `directions`. */
  submission(direction: number): Map<number, { readonly completionIndex: number; readonly placement: number }> {
    return direction === directions.tx ? this.#tx : this.#rx;
  }

  get isEmpty(): boolean {
    return this.completion.size === 0;
  }

  /** Whether one more may be made. */
  hasRoom({ queues, llq }: DeviceOptions, direction: number, placement: number): boolean {
    const limit = direction === directions.tx ? queues.txQueues : queues.rxQueues;
    if (this.submission(direction).size >= limit) return false;
    if (placement !== placements.device) return true;
    const placed = [...this.#tx.values()].filter((queue) => queue.placement === placements.device);
    return placed.length < llq.maxQueues;
  }

  forget(): void {
    this.completion.clear();
    this.#tx.clear();
    this.#rx.clear();
  }
}
