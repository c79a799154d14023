import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConnectionTable } from './connectionTable.ts';

describe('a connection table', () => {
  test('tracks as many as it may, and no more', () => {
    const table = new ConnectionTable(2, 100);
    expect([table.track(1, 1, 0), table.track(2, 2, 0), table.track(3, 3, 0)]).toEqual([true, true, false]);
    expect([table.track(1, 1, 1), table.available(1)]).toEqual([true, 0]);
  });

  test('forgets what was idle', () => {
    const table = new ConnectionTable(2, 100);
    table.track(1, 1, 0);
    table.track(2, 2, 50);
    expect(table.track(3, 3, 99)).toBe(false);
    expect(table.track(3, 3, 100)).toBe(true);
    expect([table.count, table.available(1000)]).toEqual([2, 2]);
  });

  test('with no room at all tracks nothing', () => {
    expect(new ConnectionTable(0, 100).track(1, 1, 0)).toBe(false);
  });

  test('does what a map would do', () => {
    const step = fc.record({ key: fc.nat(12), gapNs: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const table = new ConnectionTable(5, 100);
        const seen = new Map<number, number>();
        let nowNs = 0;
        for (const { key, gapNs } of steps) {
          nowNs += gapNs;
          for (const [other, atNs] of seen) if (nowNs - atNs >= 100) seen.delete(other);
          const expected = seen.has(key) || seen.size < 5;
          if (expected) seen.set(key, nowNs);
          expect(table.track(key, key >>> 2, nowNs)).toBe(expected);
          expect(table.available(nowNs)).toBe(5 - seen.size);
        }
      }),
      { numRuns: 500 },
    );
  });
});
