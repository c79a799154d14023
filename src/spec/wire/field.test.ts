import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from './decode.ts';
import { Tx } from './descriptors.ts';
import { byte, get, getWide, put, set, setWide, take, word } from './field.ts';

const field = fc
  .tuple(fc.nat(31), fc.nat(31), fc.nat(1))
  .map(([a, b, index]) => word(index).bits(Math.max(a, b), Math.min(a, b)));
const memory = fc.uint32Array({ minLength: 6, maxLength: 6 });
const uint32 = fc.nat(0xffff_ffff);

describe('a field', () => {
  test('reads back what was written and leaves all other bits alone', () => {
    fc.assert(
      fc.property(memory, field, uint32, fc.nat(3), (words, it, value, at) => {
        const others = words.map((old, i) => (i === at + it.word ? old & ~(it.mask << it.shift) : old));
        set(words, at, it, value);
        expect(get(words, at, it)).toBe((value & it.mask) >>> 0);
        expect(words.map((now, i) => (i === at + it.word ? now & ~(it.mask << it.shift) : now))).toEqual(others);
      }),
    );
  });

  test('is taken from a value as it was put into it', () => {
    fc.assert(
      fc.property(field, uint32, (it, value) => {
        expect(take(put(it, value), it)).toBe((value & it.mask) >>> 0);
      }),
    );
  });

  test('counted in bytes is the same as counted in words', () => {
    expect(byte(6).u16('x')).toEqual(word(1).bits(31, 16, 'x'));
    expect(byte(3).bit(2)).toEqual(word(0).bit(26));
  });

  test('never spans two words', () => {
    expect(() => byte(3).u16()).toThrow(RangeError);
    expect(() => byte(2).address()).toThrow(RangeError);
  });
});

describe('an address', () => {
  test('reads back what was written and leaves the upper half of its second word alone', () => {
    fc.assert(
      fc.property(memory, fc.nat({ max: 2 ** 48 - 1 }), (words, address) => {
        const header = get(words, 1, Tx.headerLength);
        setWide(words, 1, Tx.address, address);
        expect([getWide(words, 1, Tx.address), get(words, 1, Tx.headerLength)]).toEqual([address, header]);
      }),
    );
  });
});

test('a counter of 64 bits is exact up to 2^53', () => {
  const words = new Uint32Array(2);
  setWide(words, 0, byte(0).u64(), Number.MAX_SAFE_INTEGER);
  expect(getWide(words, 0, byte(0).u64())).toBe(Number.MAX_SAFE_INTEGER);
});

describe('decode', () => {
  const layout = { n: byte(0).u8(), address: byte(8).address(), mac: byte(16).bytes(6), name: byte(24).text(8) };

  test('gives back what encode wrote', () => {
    const words = new Uint32Array(12);
    const values = { n: 7, address: 0xabcd_1234_5678, mac: Uint8Array.of(2, 0, 0, 0, 0, 9), name: 'ena' };
    encode(layout, words, 2, values);
    expect(decode(layout, words, 2)).toEqual(values);
    expect([words[0], words[1]]).toEqual([0, 0]);
  });

  test('cuts a text that is too long and keeps its NUL', () => {
    const words = new Uint32Array(10);
    encode(layout, words, 0, { name: 'elastic network' });
    expect(decode(layout, words).name).toBe('elastic');
  });

  test('never throws on what a guest wrote', () => {
    fc.assert(fc.property(fc.uint32Array({ minLength: 8, maxLength: 8 }), (words) => void decode(layout, words)));
  });
});
