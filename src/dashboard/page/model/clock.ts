/** How far it goes on beyond what was heard last; milliseconds. A link that is silent is no adapter that is. */
const mostAheadMs = 1200;
/** A message so much too late is of another clock, not late on its way. */
const otherClockMs = 3000;

/** The clock of what is watched, as far as the page can tell between two messages. */
export class FeedClock {
  readonly #ticks: () => number;
  #atMs = 0;
  /** When that was, by the page's own ticks. */
  #setAt = 0;
  /** The newest that was heard of. */
  #newestMs = 0;
  /** How fast it goes, against the wall's. */
  speed = 1;

  /** `ticks` are milliseconds that only grow. */
  constructor(ticks: () => number = () => performance.now()) {
    this.#ticks = ticks;
  }

  /** A message of then arrived now. */
  hear(atMs: number): void {
    const now = this.nowMs();
    this.#newestMs = Math.max(this.#newestMs, atMs);
    // What is late on its way does not turn the clock back.
    if (atMs > now || now - atMs >= otherClockMs) this.set(atMs, this.speed);
  }

  nowMs(): number {
    const goneMs = (this.#ticks() - this.#setAt) * this.speed;
    return Math.min(this.#atMs + goneMs, this.#newestMs + mostAheadMs * this.speed);
  }

  set(atMs: number, speed: number): void {
    this.speed = speed;
    this.#atMs = atMs;
    this.#newestMs = atMs;
    this.#setAt = this.#ticks();
  }
}
