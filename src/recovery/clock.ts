import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance, handed in so that tests turn them. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  nowMs(): number;
  /** Ends early when `until` is aborted. */
  sleep(ms: number, until?: AbortSignal): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
}

export const machineClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (ms, until) =>
    wait(ms, undefined, until && { signal: until }).catch((error: unknown) => {
      if (!until?.aborted) throw error;
    }),
  random: () => Math.random(),
};

/** How long to wait before attempt `n` (from 0): doubled each time up to `longestMs`, of which the later half by chance. */
export const backoffMs = (n: number, firstMs: number, longestMs: number, clock: Clock): number => {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(n, 30));
  return Math.round(fullMs / 2 + (fullMs / 2) * clock.random());
};
