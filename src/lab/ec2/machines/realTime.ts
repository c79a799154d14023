import type { Timings } from '../world/timings.ts';

/** What machines in earnest take their own time for, the lab adds nothing to. */
export const realTimings: Partial<Timings> = {
  pendingMs: 0,
  stoppingMs: 0,
  shuttingDownMs: 0,
  rebootMs: 0,
  checksMs: 10_000,
  consoleMs: 0,
};

/** How often the lab looks what became of its machines. */
export const realPulseMs = 500;
