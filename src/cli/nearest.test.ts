import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

describe('editDistance', () => {
  test.each([
    ['json', 'json', 0],
    ['jsno', 'json', 1],
    ['jsn', 'json', 1],
    ['jsson', 'json', 1],
    ['jzon', 'json', 1],
    ['', 'json', 4],
  ])('of %j and %j is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  test('is the same in both directions, and zero only for equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (from, to) => {
        expect(editDistance(from, to)).toBe(editDistance(to, from));
        expect(editDistance(from, to) === 0).toBe(from === to);
      }),
    );
  });
});

describe('nearest', () => {
  const known = ['doctor', 'explain', 'completion', 'man'];

  test.each([
    ['docter', 'doctor'],
    ['DOCTOR', 'doctor'],
    ['exlpain', 'explain'],
    ['compl', 'completion'],
  ])('of %j is %j', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  test.each(['', 'recover', '/var/log/messages', 'x'.repeat(1_000_000)])('of an unlike word is none', (word) => {
    expect(nearest(word, known)).toBeUndefined();
  });
});
