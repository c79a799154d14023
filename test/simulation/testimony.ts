import type { FaultName } from './faultRows.ts';

/** What stood in the way of device and driver in a span of time. */
export class Testimony {
  readonly struck = new Set<FaultName>();
  /** Longest time without pollers and interrupts that had something to do. */
  longestPauseNs = 0;
  /** Allocations that failed. */
  refusals = 0;
  beganNs = 0;

  /** A new span begins. */
  begin(nowNs: number): void {
    this.struck.clear();
    this.longestPauseNs = 0;
    this.refusals = 0;
    this.beganNs = nowNs;
  }

  /** The guest has paused since a time. What was before the span does not count. */
  pausedSince(sinceNs: number, nowNs: number): void {
    this.longestPauseNs = Math.max(this.longestPauseNs, nowNs - Math.max(sinceNs, this.beganNs));
  }

  hasStruck(names: readonly FaultName[]): boolean {
    return names.some((name) => this.struck.has(name));
  }
}
