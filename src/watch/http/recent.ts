/** The newest of what comes, up to a number, in the order it came. */
export class Recent<T extends { readonly atMs: number }> {
  readonly #most: number;
  readonly #kept: T[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get last(): T | undefined {
    return this.#kept.at(-1);
  }

  push(one: T): void {
    this.#kept.push(one);
    // In bulk, so that letting go of the oldest does not move all others each time.
    if (this.#kept.length > this.#most * 1.25) this.#kept.splice(0, this.#kept.length - this.#most);
  }

  within(fromMs: number, toMs: number): T[] {
    return this.#kept.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  }
}
