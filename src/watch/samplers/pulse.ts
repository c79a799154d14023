import type { Heartbeat } from '../feed.ts';

/** So many intervals are looked back on. */
const remembered = 60;

/** The keep-alives of one adapter. */
export class Pulse {
  readonly #intervals = new Float64Array(remembered);
  #beats = 0;
  #lastMs = 0;
  #intervalMs = 0;
  #isToldLate = false;

  /** @param atMs of any clock that goes on */
  beat(atMs: number): void {
    if (this.#beats > 0) {
      this.#intervalMs = atMs - this.#lastMs;
      this.#intervals[(this.#beats - 1) % remembered] = this.#intervalMs;
    }
    this.#beats++;
    this.#lastMs = atMs;
    this.#isToldLate = false;
  }

  /** How long it has been silent, when that is for the first time so long that a beat is overdue. */
  overdueMs(nowMs: number, lateMs: number): number | undefined {
    const silentMs = nowMs - this.#lastMs;
    if (this.#beats === 0 || this.#isToldLate || silentMs < lateMs) return undefined;
    this.#isToldLate = true;
    return silentMs;
  }

  /** @param offsetMs from the clock of the beats to 1970 */
  told(offsetMs: number, watchdogMs: number): Heartbeat | undefined {
    if (this.#beats === 0) return undefined;
    return {
      lastMs: Math.round(this.#lastMs + offsetMs),
      beats: this.#beats,
      intervalMs: rounded(this.#intervalMs),
      jitterMs: rounded(this.#jitterMs()),
      watchdogMs,
    };
  }

  #jitterMs(): number {
    const seen = this.#intervals.subarray(0, Math.min(this.#beats - 1, remembered));
    if (seen.length === 0) return 0;
    const meanMs = seen.reduce((sum, each) => sum + each, 0) / seen.length;
    return seen.reduce((sum, each) => sum + Math.abs(each - meanMs), 0) / seen.length;
  }
}

/** The kernel stamps to the microsecond. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
