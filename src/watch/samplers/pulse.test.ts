import { describe, expect, it } from 'vitest';
import { Pulse } from './pulse.ts';

const beaten = (...atMs: readonly number[]): Pulse => {
  const pulse = new Pulse();
  for (const each of atMs) pulse.beat(each);
  return pulse;
};

describe('a pulse', () => {
  it('tells how far its beats lie apart, and how unevenly', () => {
    expect(beaten(1000, 2000, 3010, 4000).told(500_000, 6000)).toEqual({
      lastMs: 504_000,
      beats: 4,
      intervalMs: 990,
      jitterMs: 6.667,
      watchdogMs: 6000,
    });
  });

  it('looks back on the last minute only', () => {
    const even = Array.from({ length: 61 }, (_, at) => 100_000 + at * 1000);
    expect(beaten(1, 90_000, ...even).told(0, 6000)?.jitterMs).toBe(0);
  });

  it('is overdue once for each silence', () => {
    const pulse = beaten(1000, 2000);
    expect(pulse.overdueMs(4499, 2500)).toBeUndefined();
    expect(pulse.overdueMs(4500, 2500)).toBe(2500);
    expect(pulse.overdueMs(5500, 2500)).toBeUndefined();
    pulse.beat(6000);
    expect(pulse.overdueMs(9000, 2500)).toBe(3000);
  });

  it('without a beat is neither told nor overdue', () => {
    expect(new Pulse().told(0, 6000)).toBeUndefined();
    expect(new Pulse().overdueMs(1e9, 2500)).toBeUndefined();
  });
});
