/** The clock of what is watched, as far as the page can tell between two messages. */
export class FeedClock {
  #atMs = 0;
  #heardMs = 0;
  speed = 1;

  /** A message of then arrived now. */
  hear(atMs: number): void {
    // What is late on its way does not turn the clock back, unless it is another clock.
    const now = this.nowMs();
    if (atMs < now && now - atMs < 3000) return;
    this.#atMs = atMs;
    this.#heardMs = performance.now();
  }

  nowMs(): number {
    return this.#atMs + (performance.now() - this.#heardMs) * this.speed;
  }

  set(atMs: number, speed: number): void {
    this.speed = speed;
    this.#atMs = atMs;
    this.#heardMs = performance.now();
  }
}
