import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownMemory } from '../../bus/memory.ts';
import { sumRun } from './checksum.ts';

/** RFC 1071 as it stands: pairs of bytes, first byte lowest, carries added at the end. */
const plainSum = (bytes: Uint8Array): number => {
  let sum = 0;
  for (const [i, byte] of bytes.entries()) sum += i % 2 === 0 ? byte : byte * 256;
  while (sum > 0xffff) sum = (sum % 0x1_0000) + Math.floor(sum / 0x1_0000);
  return sum;
};

const filled = (sizeBytes: number, value: (at: number) => number) => {
  const memory = ownMemory(sizeBytes);
  for (const at of memory.bytes.keys()) memory.bytes[at] = value(at);
  return memory;
};

describe('the sum of a run', () => {
  test('is that of its bytes, wherever it begins and ends, and of none beside it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(7), fc.nat(255), (run, from, beside) => {
        const memory = filled(from + run.length + 4, () => beside);
        memory.bytes.set(run, from);
        expect(sumRun(memory, from, run.length)).toBe(plainSum(run));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([0, 1, 2, 3])('holds all of 64 KiB from byte %i on', (from) => {
    const memory = filled(0x1_0004, () => 0xff);
    expect(sumRun(memory, from, 0x1_0000)).toBe(0xffff);
    expect(sumRun(memory, from, 0xffff)).toBe(plainSum(memory.bytes.subarray(0, 0xffff)));
  });

  test('of nothing is 0, at the end of memory too', () => {
    expect([sumRun(ownMemory(8), 8, 0), sumRun(ownMemory(8), 3, 0)]).toEqual([0, 0]);
  });
});
