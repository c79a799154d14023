/** The clock of what is watched, as far as the page can tell between two messages. */
export class FeedClock {
  #atMs = 0;
  #heardMs = 0;
  #isHeld = false;
  speed = 1;

  /** Nothing is heard any more: what is shown stays as it was, rather than grow old by itself. */
  hold(): void {
    this.#atMs = this.nowMs();
    this.#isHeld = true;
  }

  /** A message of then arrived now. */
  hear(atMs: number): void {
    // What is late on its way does not turn the clock back, unless it is another clock.
    const now = this.nowMs();
    if (!this.#isHeld && atMs < now && now - atMs < 3000) return;
    this.set(atMs, this.speed);
  }

  nowMs(): number {
    return this.#isHeld ? this.#atMs : this.#atMs + (performance.now() - this.#heardMs) * this.speed;
  }

  set(atMs: number, speed: number): void {
    this.speed = speed;
    this.#isHeld = false;
    this.#atMs = atMs;
    this.#heardMs = performance.now();
  }
}
