import type { Clock } from '../../../bus/clock.ts';

const nsPerSecond = 1e9;

/** A rate with a burst, on a clock. What is asked for beyond the burst counts as the burst, so that it comes through one day. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #burst: number;
  #level: number;
  #seenNs: number;

  /** `Infinity` per second is no limit. */
  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#level = burst;
    this.#seenNs = clock.nowNs();
  }

  has(amount: number): boolean {
    if (this.#perSecond === Number.POSITIVE_INFINITY) return true;
    this.#refill();
    return this.#level >= Math.min(amount, this.#burst);
  }

  /** Takes what `has` said is there. */
  take(amount: number): void {
    if (this.#perSecond !== Number.POSITIVE_INFINITY) this.#level -= Math.min(amount, this.#burst);
  }

  /** How long until `has`; at least 1 where it has not, `Infinity` where it never will. */
  waitNs(amount: number): number {
    if (this.has(amount)) return 0;
    const missing = Math.min(amount, this.#burst) - this.#level;
    return Math.max(1, Math.ceil((missing / this.#perSecond) * nsPerSecond));
  }

  #refill(): void {
    const nowNs = this.#clock.nowNs();
    if (nowNs === this.#seenNs) return;
    this.#level = Math.min(this.#burst, this.#level + ((nowNs - this.#seenNs) / nsPerSecond) * this.#perSecond);
    this.#seenNs = nowNs;
  }
}
