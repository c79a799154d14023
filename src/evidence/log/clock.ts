const dayMs = 86_400_000;

/** A calendar stamp without its year. `month` counts from 0. */
export interface YearlessStamp {
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** Turns the stamps of one log into wall time; remembers the last one to know the year of the next. */
export interface Clock {
  /** The log tells differences only: a line that is skipped makes all later ones wrong. */
  readonly relative: boolean;
  /** Notes a stamp that carries its year. */
  at(wallMs: number): number;
  /** Milliseconds since 1970 UTC of a stamp without a year; `nearMs` is a complete stamp of the same record. */
  withoutYear(stamp: YearlessStamp, nearMs?: number): number;
  /** Moves on by `dmesg -e`'s difference; `undefined` before any absolute stamp. */
  after(ms: number): number | undefined;
}

const inYear = (stamp: YearlessStamp, year: number): number =>
  Date.UTC(year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second, stamp.ms);

/**
 * @param now when the log is read: no stamp lies in its future (one day is forgiven, for zones).
 * @param knownMs a time from within the log, from a header or a file name.
 */
export const openClock = (now: () => Date, knownMs?: number): Clock => {
  let last = knownMs;
  let latest: number | undefined;
  let relative = false;
  // Asked for once per log: the answer cannot change the year of more than the last second of it.
  const limit = (): number => {
    latest ??= now().getTime() + dayMs;
    return latest;
  };

  const latestPast = (stamp: YearlessStamp): number => {
    const year = new Date(limit()).getUTCFullYear();
    const ms = inYear(stamp, year);
    return ms <= limit() ? ms : inYear(stamp, year - 1);
  };

  const following = (stamp: YearlessStamp, before: number): number => {
    const year = new Date(before).getUTCFullYear();
    const sameYear = inYear(stamp, year);
    if (sameYear >= before - dayMs) return sameYear <= limit() ? sameYear : latestPast(stamp);
    const nextYear = inYear(stamp, year + 1);
    // A step back that cannot be a new year is a clock set back, or files joined newest first.
    return nextYear <= limit() ? nextYear : sameYear;
  };

  const nearest = (stamp: YearlessStamp, nearMs: number): number => {
    const year = new Date(nearMs).getUTCFullYear();
    const candidates = [year - 1, year, year + 1].map((y) => inYear(stamp, y));
    return candidates.reduce((best, ms) => (Math.abs(ms - nearMs) < Math.abs(best - nearMs) ? ms : best));
  };

  return {
    get relative() {
      return relative;
    },
    at(wallMs) {
      last = wallMs;
      return wallMs;
    },
    withoutYear(stamp, nearMs) {
      if (nearMs !== undefined) last = nearest(stamp, nearMs);
      else last = last === undefined ? latestPast(stamp) : following(stamp, last);
      return last;
    },
    after(ms) {
      relative = true;
      if (last === undefined) return undefined;
      last += ms;
      return last;
    },
  };
};
