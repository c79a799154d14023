import { describe, expect, it } from 'vitest';
import { openClock } from './clock.ts';

const now = () => new Date('2026-11-23T12:00:00Z');
const on = (month: number, day: number, hour = 0) => ({ month: month - 1, day, hour, minute: 0, second: 0, ms: 0 });
const dates = (stamps: readonly ReturnType<typeof on>[], knownMs?: number) => {
  const clock = openClock(now, knownMs);
  return stamps.map((stamp) => new Date(clock.withoutYear(stamp)).toISOString().slice(0, 10));
};

describe('the year of a stamp without one', () => {
  it('is the latest that does not lie in the future', () => {
    expect(dates([on(11, 22)])).toEqual(['2026-11-22']);
    expect(dates([on(12, 24)])).toEqual(['2025-12-24']);
  });

  it('forgives a zone ahead of ours', () => {
    expect(dates([on(11, 24, 3)])).toEqual(['2026-11-24']);
  });

  it('rolls over at New Year', () => {
    expect(dates([on(12, 31), on(1, 1), on(1, 2)])).toEqual(['2025-12-31', '2026-01-01', '2026-01-02']);
  });

  it('does not roll over for a small step back', () => {
    expect(dates([on(11, 20, 5), on(11, 20, 4)])).toEqual(['2026-11-20', '2026-11-20']);
  });

  it('does not roll over into the future when files were joined newest first', () => {
    expect(dates([on(11, 20), on(10, 3)])).toEqual(['2026-11-20', '2026-10-03']);
  });

  it('is that of the stamps before, when they told it', () => {
    const known = Date.UTC(2023, 4, 1);
    expect(dates([on(5, 1), on(12, 30), on(1, 2)], known)).toEqual(['2023-05-01', '2023-12-30', '2024-01-02']);
  });

  it('is the nearest to a complete stamp of the same record', () => {
    const clock = openClock(now);
    const read = clock.withoutYear(on(12, 31, 23), Date.UTC(2024, 0, 1, 0, 1));
    expect(new Date(read).toISOString()).toBe('2023-12-31T23:00:00.000Z');
  });
});

describe('differences', () => {
  it('add up from the last absolute stamp', () => {
    const clock = openClock(now);
    expect(clock.after(5)).toBeUndefined();
    clock.at(1000);
    expect(clock.after(5)).toBe(1005);
    expect(clock.after(5)).toBe(1010);
    expect(clock.relative).toBe(true);
  });
});
