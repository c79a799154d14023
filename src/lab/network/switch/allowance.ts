import type { Clock } from '../../../bus/clock.ts';

/** So much a second, and so much at once at most: a token bucket. */
export class Allowance {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #most: number;
  #left: number;
  #sinceNs: number;

  constructor(clock: Clock, perSecond: number, most: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#most = most;
    this.#left = most;
    this.#sinceNs = clock.nowNs();
  }

  /** Takes one, if there is one. */
  take(): boolean {
    const nowNs = this.#clock.nowNs();
    this.#left = Math.min(this.#most, this.#left + ((nowNs - this.#sinceNs) * this.#perSecond) / 1e9);
    this.#sinceNs = nowNs;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}
