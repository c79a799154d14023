/** Beats at even distances, whatever each beat's work takes. Beats that were missed are left out. */
export class Pace {
  readonly #intervalMs: number;
  #dueMs: number;

  /** @param beginMs of a clock that is never set */
  constructor(intervalMs: number, beginMs: number) {
    this.#intervalMs = intervalMs;
    this.#dueMs = beginMs;
  }

  /** Milliseconds from `nowMs` until the next beat. */
  untilNext(nowMs: number): number {
    const missed = Math.max(0, Math.floor((nowMs - this.#dueMs) / this.#intervalMs));
    this.#dueMs += (missed + 1) * this.#intervalMs;
    return this.#dueMs - nowMs;
  }
}
