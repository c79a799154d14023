/** What time it is in the lab, in milliseconds since 1970. */
export interface LabClock {
  nowMs(): number;
}

/** Time as it passes outside, `speed` times as fast. */
export const runningClock = (speed: number, startMs: number, elapsedMs: () => number): LabClock => {
  const from = elapsedMs();
  return { nowMs: () => Math.floor(startMs + (elapsedMs() - from) * speed) };
};

/** Time that passes only when told. For tests. */
export class ManualClock implements LabClock {
  #nowMs: number;

  constructor(startMs = Date.parse('2026-07-24T03:00:00Z')) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  advance(spanMs: number): void {
    this.#nowMs += spanMs;
  }
}
