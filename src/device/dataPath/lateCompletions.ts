import type { Alarm, Clock } from '../../bus/clock.ts';
import type { TxQueue } from './txQueue.ts';

interface Late {
  readonly queue: TxQueue;
  readonly requestId: number;
  readonly dueNs: number;
}

/** Tx completions that a fault holds back for a time. */
export class LateCompletions {
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  #waiting: Late[] = [];

  /** `post` gets each when it is due. */
  constructor(clock: Clock, post: (queue: TxQueue, requestId: number) => void) {
    this.#clock = clock;
    this.#alarm = clock.createAlarm(() => {
      const nowNs = clock.nowNs();
      const due = this.#waiting.filter(({ dueNs }) => dueNs <= nowNs);
      this.#waiting = this.#waiting.filter(({ dueNs }) => dueNs > nowNs);
      for (const { queue, requestId } of due) post(queue, requestId);
      this.#arm();
    });
  }

  add(queue: TxQueue, requestId: number, delayNs: number): void {
    const dueNs = this.#clock.nowNs() + delayNs;
    this.#waiting.push({ queue, requestId, dueNs });
    if (dueNs < (this.#alarm.dueNs ?? Number.POSITIVE_INFINITY)) this.#alarm.ringAt(dueNs);
  }

  /** The queue is gone; without one, all are. */
  forget(queue?: TxQueue): void {
    this.#waiting = queue === undefined ? [] : this.#waiting.filter((late) => late.queue !== queue);
    this.#arm();
  }

  #arm(): void {
    let soonest = Number.POSITIVE_INFINITY;
    for (const { dueNs } of this.#waiting) soonest = Math.min(soonest, dueNs);
    if (this.#waiting.length === 0) this.#alarm.cancel();
    else this.#alarm.ringAt(soonest);
  }
}
