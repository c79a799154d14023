/** What is not done in every round. */
export class Chore {
  readonly #everyMs: number;
  #dueMs: number;

  /** @param beginMs when it is done first, of a clock that is never set */
  constructor(everyMs: number, beginMs: number) {
    this.#everyMs = everyMs;
    this.#dueMs = beginMs;
  }

  /** Whether it is due; if so, it counts as done. */
  isDue(elapsedMs: number): boolean {
    if (elapsedMs < this.#dueMs) return false;
    this.#dueMs = elapsedMs + this.#everyMs;
    return true;
  }
}
