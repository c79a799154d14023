/** Clocks drift and are slewed; what is apart by more was set, or the machine slept. */
const jumpMs = 2000;

/**
 * Wall time that goes on evenly: it follows the wall clock, and tells when that was set or the machine slept, which the
 * other clock does not count.
 */
export class SteadyClock {
  readonly #wallMs: () => number;
  readonly #elapsedMs: () => number;
  #offsetMs: number;

  /** @param wallMs milliseconds since 1970  @param elapsedMs milliseconds of a clock that is never set */
  constructor(wallMs: () => number, elapsedMs: () => number) {
    this.#wallMs = wallMs;
    this.#elapsedMs = elapsedMs;
    this.#offsetMs = wallMs() - elapsedMs();
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => Math.round(this.#elapsedMs() + this.#offsetMs);

  /** Looks at the wall clock again; how far it jumped since, in milliseconds, else 0. */
  adjust(): number {
    const offsetMs = this.#wallMs() - this.#elapsedMs();
    const apartMs = offsetMs - this.#offsetMs;
    this.#offsetMs = offsetMs;
    return Math.abs(apartMs) > jumpMs ? Math.round(apartMs) : 0;
  }
}

/** What is said of a jump. */
export const jumped = (jumpMs: number): string =>
  jumpMs > 0
    ? `The clock went forward by ${Math.round(jumpMs / 1000)} s: it was set, or the machine slept and nothing was seen meanwhile.`
    : `The clock was set back by ${Math.round(-jumpMs / 1000)} s.`;
