import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copy, ownMemory } from './memory.ts';

test('a copy is what TypedArray.set does, at any alignment and length', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.nat(400), (from, to, length) => {
      const [source, target, wanted] = [ownMemory(420), ownMemory(420), ownMemory(420)];
      source.bytes.forEach((_, i) => {
        source.bytes[i] = (i % 251) + 1;
      });
      wanted.bytes.set(source.bytes.subarray(from, from + length), to);
      copy(source, from, target, to, length);
      expect(target.bytes).toEqual(wanted.bytes);
    }),
  );
});
