import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTimesBetween } from './cpuTimes.ts';

describe('CPU times between two readings', () => {
  it('are the differences, CPU by CPU', () => {
    const earlier = 'cpu  10 0 5 100 1 0 0 2 0 0\ncpu0 10 0 5 100 1 0 0 2 0 0\nintr 1 2\nctxt 5\n';
    const later = 'cpu  15 0 5 130 0 0 0 4 0 0\ncpu0 15 0 5 130 0 0 0 4 0 0\nintr 9 9\nctxt 7\n';
    expect(cpuTimesBetween(earlier, later)).toBe('cpu 5 0 0 30 0 0 0 2 0 0\ncpu0 5 0 0 30 0 0 0 2 0 0');
  });

  it('leave out a CPU that was plugged in meanwhile', () => {
    expect(cpuTimesBetween('cpu0 1 1 1 1 1\n', 'cpu0 2 2 2 2 2\ncpu1 9 9 9 9 9\n')).toBe('cpu0 1 1 1 1 1');
  });

  it('are read out of anything, cut anywhere', () => {
    const stat = 'cpu  10 0 5 100 1 0 0 2 0 0\ncpu0 10 0 5 100 1 0 0 2 0 0\nintr 1\n';
    for (let at = 0; at <= stat.length; at++) expect(cpuTimesBetween(stat, stat.slice(0, at))).toMatch(/^[cpu\d \n]*$/);
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => typeof cpuTimesBetween(one, other) === 'string'));
  });
});
