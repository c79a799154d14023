import type { Alarm, Clock } from '../../../bus/clock.ts';

/** RFC 6298 demands a second at first; Linux has 200 ms. */
const firstNs = 500e6;
const longestNs = 8e9;
const mostRetries = 10;

/** When to try again, and when to give up: each wait is twice as long as the one before. */
export class RetryTimer {
  readonly #alarm: Alarm;
  #retries = 0;

  constructor(clock: Clock, retry: () => void, giveUp: () => void) {
    this.#alarm = clock.createAlarm(() => {
      if (this.#retries++ === mostRetries) giveUp();
      else retry();
    });
  }

  get isRunning(): boolean {
    return this.#alarm.dueNs !== undefined;
  }

  start(): void {
    this.#alarm.ringIn(Math.min(firstNs * 2 ** this.#retries, longestNs));
  }

  stop(): void {
    this.#alarm.cancel();
  }

  /** The other end was heard of: waits are short again. */
  encourage(): void {
    this.#retries = 0;
  }
}
