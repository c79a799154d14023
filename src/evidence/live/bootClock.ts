import type { ClockBase } from './kernelFollower.ts';

/** How far a record may lie from when it was heard: the two clocks drift, and a poll takes its time. */
const slackMs = 2000;
/** A clock that is set more often than this while something goes on is nobody's to reckon with. */
const mostBases = 8;

/**
 * Wall time of what is stamped with the time since boot. That clock stands still while the machine sleeps, and the wall
 * clock may be set; a record that was not there a moment ago is of that moment, whatever the sum says.
 */
export class BootClock {
  #bases: readonly ClockBase[];
  #drainedMs: number | undefined;

  constructor(bases: readonly ClockBase[]) {
    this.#bases = bases;
  }

  get bases(): readonly ClockBase[] {
    return this.#bases;
  }

  /** Milliseconds since 1970. The same for a record whenever it is asked. */
  wallMs(sequence: number, uptimeUs: number): number {
    const base = this.#bases.findLast(({ from }) => from <= sequence) ?? this.#bases[0];
    return Math.round((base?.bootMs ?? 0) + uptimeUs / 1000);
  }

  /** Everything was read at that time: what comes later is later. */
  drained(nowMs: number): void {
    this.#drainedMs = nowMs;
  }

  /** A record came that is news. */
  heard(sequence: number, uptimeUs: number, nowMs: number): void {
    if (this.#drainedMs === undefined) return;
    const wallMs = this.wallMs(sequence, uptimeUs);
    if (wallMs >= Math.min(this.#drainedMs, nowMs) - slackMs && wallMs <= nowMs + slackMs) return;
    const bootMs = nowMs - uptimeUs / 1000;
    this.#bases = [...this.#bases, { from: sequence, bootMs }].slice(-mostBases);
  }
}
