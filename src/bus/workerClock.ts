import { VirtualClock } from './clock.ts';

/** A clock that follows a real one. Its alarms ring when the thread that owns it lets it catch up. */
export class FollowingClock extends VirtualClock {
  readonly #source: () => number;

  /** `sourceNs` never goes back: `() => performance.now() * 1e6`. */
  constructor(sourceNs: () => number) {
    super(sourceNs());
    this.#source = sourceNs;
  }

  override nowNs(): number {
    return this.#source();
  }

  /** Rings the alarms that are due. */
  catchUp(): void {
    this.runUntil(this.#source());
  }

  /** How long a thread may sleep without missing an alarm, at most `limitMs`. */
  idleMs(limitMs: number): number {
    const { nextNs } = this;
    return nextNs === undefined ? limitMs : Math.min(Math.max((nextNs - this.#source()) / 1e6, 0), limitMs);
  }
}
