import { expect, test } from 'vitest';
import { distance, nearestWords } from './near.ts';

test('counts letters added, removed, replaced and swapped', () => {
  expect(distance('wd_expired', 'wd_expired', 3)).toBe(0);
  expect(distance('wd_expird', 'wd_expired', 3)).toBe(1);
  expect(distance('wd_exxpired', 'wd_expired', 3)).toBe(1);
  expect(distance('wd_exbired', 'wd_expired', 3)).toBe(1);
  expect(distance('wd_exipred', 'wd_expired', 3)).toBe(1);
});

test('stops counting beyond the limit', () => {
  expect(distance('abcdef', 'uvwxyz', 2)).toBe(3);
  expect(distance('a', 'abcdef', 2)).toBe(3);
});

test('names the nearest first, each once, at most five', () => {
  expect(nearestWords('reset', ['resets', 'beset', 'reset', 'reset'])).toEqual(['reset', 'beset', 'resets']);
  expect(nearestWords('aaa', ['aab', 'aac', 'aad', 'aae', 'aaf', 'aag'])).toHaveLength(5);
});

test('does not guess at what is far off or far too long', () => {
  expect(nearestWords('zebra', ['wd_expired'])).toEqual([]);
  expect(nearestWords('x'.repeat(1e6), ['x'.repeat(1e6)])).toEqual([]);
  expect(nearestWords('', ['a'])).toEqual([]);
});
