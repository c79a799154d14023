import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLike, passing } from './filter.ts';

describe('a pattern', () => {
  test.each([
    ['m5.large', 'm5.*', true],
    ['m5.large', 'm?.large', true],
    ['m5.large', '*', true],
    ['', '*', true],
    ['', '', true],
    ['m5.large', 'm5', false],
    ['a*b', 'a\\*b', true],
    ['axb', 'a\\*b', false],
    ['aab', '*ab', true],
    ['abcabd', '*abd', true],
  ])('%s like %s: %s', (text, pattern, like) => {
    expect(isLike(text, pattern)).toBe(like);
  });

  test('answers at once what makes other matchers go on for ever', () => {
    expect(isLike('a'.repeat(10_000), `${'*a'.repeat(100)}b`)).toBe(false);
  });

  test('without signs is like itself only', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^*?\\]*$/), fc.stringMatching(/^[^*?\\]*$/), (text, other) => {
        expect(isLike(text, other)).toBe(text === other);
      }),
    );
  });
});

test('filters are joined by and, their values by or', () => {
  const rows = [
    { id: 'a', size: 1 },
    { id: 'b', size: 1 },
    { id: 'b', size: 2 },
  ];
  const asked = [
    { Name: 'id', Value: ['b', 'c'] },
    { Name: 'size', Value: ['1'] },
  ];
  const table = { id: (row: (typeof rows)[0]) => [row.id], size: (row: (typeof rows)[0]) => [row.size] };
  expect(passing(rows, asked, table)).toEqual([{ id: 'b', size: 1 }]);
});
