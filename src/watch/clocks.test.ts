import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';
import { SteadyClock } from './steadyClock.ts';

describe('the pace', () => {
  it('does not drift, however long each beat takes', () => {
    const pace = new Pace(1000, 0);
    let nowMs = 0;
    for (let beat = 1; beat <= 100; beat++) {
      nowMs += 7 * (beat % 13);
      nowMs += pace.untilNext(nowMs);
      expect(nowMs).toBe(beat * 1000);
    }
  });

  it('leaves out the beats that were missed', () => {
    const pace = new Pace(1000, 0);
    expect(pace.untilNext(4300)).toBe(700);
    expect(pace.untilNext(5000)).toBe(1000);
  });
});

describe('the clock', () => {
  const clocks = { wallMs: 1_000_000, elapsedMs: 50 };
  const clock = new SteadyClock(
    () => clocks.wallMs,
    () => clocks.elapsedMs,
  );
  const pass = (wallMs: number, elapsedMs: number) => {
    clocks.wallMs += wallMs;
    clocks.elapsedMs += elapsedMs;
  };

  it('follows small corrections and tells of none', () => {
    pass(1200, 1000);
    expect(clock.adjust()).toBe(0);
    expect(clock.now()).toBe(1_001_200);
  });

  it('tells how long the machine slept', () => {
    pass(3_600_000, 1000);
    expect(clock.adjust()).toBe(3_599_000);
    expect(clock.now()).toBe(clocks.wallMs);
  });

  it('tells that it was set back', () => {
    pass(-60_000, 1000);
    expect(clock.adjust()).toBe(-61_000);
  });
});
