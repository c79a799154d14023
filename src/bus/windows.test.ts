import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cursor, ownMemory } from './memory.ts';
import { type Window, WindowedMemory } from './windows.ts';

const windowAt = (address: number, sizeBytes: number): Window => ({ address, ...ownMemory(sizeBytes) });

/** Two windows side by side and one apart, at the end of all addresses. */
const memory = () => {
  const guest = new WindowedMemory();
  const windows = [windowAt(0x1000, 64), windowAt(0x1040, 32), windowAt(2 ** 48 - 64, 64)];
  for (const window of windows) guest.map(window);
  return { guest, windows };
};

const isGuests = (address: number, length: number) =>
  (address >= 0x1000 && address + length <= 0x1060) || (address >= 2 ** 48 - 64 && address + length <= 2 ** 48);

const address = fc.oneof(
  fc.integer({ min: 0xfe0, max: 0x1080 }),
  fc.integer({ min: 2 ** 48 - 80, max: 2 ** 48 + 16 }),
  fc.double(),
);

describe('guest memory in windows', () => {
  test('is read and written where it is, whole or not at all', () => {
    fc.assert(
      fc.property(address, fc.nat(100), (place, length) => {
        const { guest, windows } = memory();
        const source = ownMemory(length);
        for (let i = 0; i < length; i++) source.bytes[i] = (i % 255) + 1;
        const wanted =
          length === 0 ? guest.write(place, 0, source, 0) : isGuests(place, length) && Number.isInteger(place);
        expect(guest.write(place, length, source, 0)).toBe(wanted);
        const written = windows.flatMap(({ bytes }) => [...bytes]).filter((value) => value !== 0);
        expect(written.length).toBe(wanted ? length : 0);
        const target = ownMemory(length);
        expect(guest.read(place, length, target, 0)).toBe(wanted);
        if (wanted) expect(target).toEqual(source);
      }),
    );
  });

  test('is resolved within one window only', () => {
    const { guest, windows } = memory();
    const cursor = new Cursor();
    expect(guest.resolve(0x1044, 28, cursor)).toBe(true);
    expect([cursor.bytes, cursor.byte, cursor.word]).toEqual([windows[1]!.bytes, 4, 1]);
    expect(guest.resolve(0x1030, 32, cursor)).toBe(false);
    expect(guest.resolve(0, 4, cursor)).toBe(false);
    expect(guest.resolve(2 ** 48 - 4, 8, cursor)).toBe(false);
  });

  test('never copies beyond the other side’s buffer', () => {
    expect(memory().guest.read(0x1000, 16, ownMemory(20), 8)).toBe(false);
  });

  test('says by its generation that views went stale', () => {
    const { guest } = memory();
    const before = guest.generation;
    expect([guest.unmap(0x1000), guest.unmap(0x1000)]).toEqual([true, false]);
    expect(guest.generation).toBe(before + 1);
    expect(guest.resolve(0x1000, 4, new Cursor())).toBe(false);
  });

  test('has no place for two windows', () => {
    expect(() => memory().guest.map(windowAt(0x1050, 64))).toThrow(RangeError);
  });
});
