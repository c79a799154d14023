import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownMemory } from '../../bus/memory.ts';
import { copyRun } from './copyRun.ts';

describe('a copied run', () => {
  test('is the same bytes, wherever it begins and ends, and nothing beside it', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(600), (from, to, length) => {
        const source = ownMemory(from + length + 3);
        const target = ownMemory(to + length + 8);
        for (const i of source.bytes.keys()) source.bytes[i] = i * 7 + 1;
        target.bytes.fill(0xee);
        copyRun(source, from, target, to, length);
        const wanted = new Uint8Array(target.bytes.length).fill(0xee);
        wanted.set(source.bytes.subarray(from, from + length), to);
        expect(target.bytes).toEqual(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  test('may end with the last byte of its memory', () => {
    const source = ownMemory(16);
    source.bytes.fill(3);
    const target = ownMemory(16);
    copyRun(source, 5, target, 4, 11);
    expect([...target.bytes.subarray(4, 15)]).toEqual(Array(11).fill(3));
  });
});
