import type { Clock } from '../../bus/clock.ts';
import type { Timestamp } from './completionQueue.ts';

const two32 = 2 ** 32;

/**
 * Time since 1970 for completions, in halves: as one number it would not be exact. All zeros as long as the guest does not
 * want it.
 */
export class StampClock {
  readonly stamp: Timestamp = { low: 0, high: 0 };
  enabled = false;
  readonly #clock: Clock;
  readonly #epochLow: number;
  readonly #epochHigh: number;

  constructor(clock: Clock, epochSeconds: number) {
    this.#clock = clock;
    const epochNs = BigInt(Math.trunc(epochSeconds)) * 1_000_000_000n;
    this.#epochLow = Number(epochNs & 0xffff_ffffn);
    this.#epochHigh = Number(epochNs >> 32n);
  }

  setEnabled(enabled: boolean): void {
    this.enabled = enabled;
    this.stamp.low = 0;
    this.stamp.high = 0;
  }

  /** Takes the time. */
  update(): void {
    const nowNs = this.#clock.nowNs();
    const low = this.#epochLow + (nowNs % two32);
    this.stamp.low = low >>> 0;
    this.stamp.high = (this.#epochHigh + Math.floor(nowNs / two32) + (low >= two32 ? 1 : 0)) >>> 0;
  }
}
