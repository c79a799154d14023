import { describe, expect, it } from 'vitest';
import { BurstFilter } from './burstFilter.ts';
import { problemOf } from './fakeFeed.ts';
import type { Happening } from './happening.ts';

const minute = 60_000;

const problem = (kind: 'problem-opened' | 'problem-closed', id: string, adapter: string): Happening => ({
  kind,
  problem: problemOf(id, { adapter }),
});

describe('a flood of a finding', () => {
  const flooded = () => {
    const filter = new BurstFilter();
    const passed = Array.from({ length: 30 }, (_, at) => filter.passes(problem('problem-opened', 'x', `a${at}`), 0));
    return { filter, passed };
  };

  it('is told up to twenty, and the rest counted', () => {
    const { filter, passed } = flooded();
    expect(passed.filter((isTold) => isTold)).toHaveLength(20);
    expect(filter.overdue(0)).toEqual([]);
    expect(filter.overdue(minute)).toMatchObject([{ kind: 'withheld', of: 'x', count: 10, sinceMs: 0 }]);
    expect(filter.overdue(2 * minute)).toEqual([]);
  });

  it('is told of at the end, when nobody will ask again', () => {
    const { filter } = flooded();
    expect(filter.overdue(0, true)).toMatchObject([{ count: 10 }]);
  });

  it('does not tell the end of what it did not tell the begin of', () => {
    const { filter } = flooded();
    expect(filter.passes(problem('problem-closed', 'x', 'a0'), 0)).toBe(true);
    expect(filter.passes(problem('problem-closed', 'x', 'a25'), 0)).toBe(false);
  });

  it('keeps no other finding from being told', () => {
    expect(flooded().filter.passes(problem('problem-opened', 'y', 'a0'), 0)).toBe(true);
  });

  it('lets one a minute pass from then on, even when the clock is set back', () => {
    const { filter } = flooded();
    filter.overdue(minute);
    const again = (nowMs: number) => filter.passes(problem('problem-opened', 'x', 'b'), nowMs);
    expect([again(minute), again(2 * minute), again(2 * minute)]).toEqual([false, true, false]);
    expect([again(-100 * minute), again(-99 * minute)]).toEqual([false, true]);
  });
});
