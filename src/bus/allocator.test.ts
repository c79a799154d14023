import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Allocator } from './allocator.ts';

const base = 2 ** 32;
const size = 2 ** 14;

describe('an allocator', () => {
  test('hands out aligned blocks inside its range that never overlap, and is whole again when all came back', () => {
    const act = fc.record({
      bytes: fc.integer({ min: 0, max: 5000 }),
      align: fc.integer({ min: 0, max: 12 }),
      back: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const allocator = new Allocator(base, size);
        const held: { address: number; end: number }[] = [];
        for (const { bytes, align, back } of acts) {
          const address = allocator.allocate(bytes, 2 ** align);
          if (address !== undefined) {
            const end = address + bytes;
            expect(address % 2 ** align).toBe(0);
            expect(address >= base && end <= base + size).toBe(true);
            for (const other of held) expect(address >= other.end || end <= other.address).toBe(true);
            held.push({ address, end: Math.max(end, address + 1) });
          }
          if (back < held.length) allocator.free(held.splice(back, 1)[0]!.address);
        }
        for (const { address } of held) allocator.free(address);
        expect([allocator.usedBytes, allocator.allocate(size)]).toEqual([0, base]);
      }),
    );
  });

  test('has nothing more than there is', () => {
    const allocator = new Allocator(base, size);
    expect(allocator.allocate(size + 1)).toBeUndefined();
    expect(allocator.allocate(Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(allocator.allocate(size)).toBe(base);
    expect(allocator.allocate(1)).toBeUndefined();
  });

  test('takes a block back once', () => {
    const allocator = new Allocator(base, size);
    const address = allocator.allocate(100)!;
    expect(() => allocator.free(address + 64)).toThrow(RangeError);
    allocator.free(address);
    expect(() => allocator.free(address)).toThrow(RangeError);
  });
});
