import type { Moment } from '../evidence/observation.ts';

/** Seconds from `a` to `b`, by the first clock both know; undefined where they share none. */
export const secondsBetween = (a: Moment, b: Moment): number | undefined => {
  if (a.uptimeUs !== undefined && b.uptimeUs !== undefined) return (b.uptimeUs - a.uptimeUs) / 1e6;
  if (a.wallMs !== undefined && b.wallMs !== undefined) return (b.wallMs - a.wallMs) / 1e3;
  return undefined;
};

/** ISO 8601 where the wall time is known, else seconds since boot as dmesg prints them. */
export const printMoment = (when: Moment): string | undefined => {
  if (when.wallMs !== undefined && Number.isFinite(when.wallMs) && Math.abs(when.wallMs) < 8.64e15)
    return new Date(when.wallMs).toISOString();
  if (when.uptimeUs !== undefined && Number.isFinite(when.uptimeUs)) return `[${(when.uptimeUs / 1e6).toFixed(6)}]`;
  return undefined;
};

/** Rounds seconds for people: milliseconds below ten seconds, tenths below a thousand. */
export const roundSeconds = (seconds: number): number =>
  Math.abs(seconds) < 10 ? Math.round(seconds * 1000) / 1000 : Math.round(seconds * 10) / 10;
