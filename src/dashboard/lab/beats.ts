import type { Heartbeat } from '../../watch/feed.ts';

const most = 60;

/** The keep-alives of an adapter, one after the other. */
export class Beats {
  #lastMs: number | undefined;
  #beats = 0;
  readonly #intervalsMs: number[] = [];

  /** Says what the heart is like with this beat. */
  beat(atMs: number, watchdogMs: number): Heartbeat {
    const intervalMs = this.#lastMs === undefined ? 0 : atMs - this.#lastMs;
    if (this.#lastMs !== undefined) this.#intervalsMs.push(intervalMs);
    if (this.#intervalsMs.length > most) this.#intervalsMs.shift();
    this.#lastMs = atMs;
    this.#beats++;
    return { lastMs: atMs, beats: this.#beats, intervalMs, jitterMs: this.#jitterMs(), watchdogMs };
  }

  #jitterMs(): number {
    const { length } = this.#intervalsMs;
    if (length === 0) return 0;
    const mean = this.#intervalsMs.reduce((sum, one) => sum + one, 0) / length;
    return this.#intervalsMs.reduce((sum, one) => sum + Math.abs(one - mean), 0) / length;
  }
}
