import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configBytes, configRows, functionReset } from './configLayout.ts';
import { ConfigSpace } from './configSpace.ts';
import { fakePci } from './testing/fakeEnds.ts';

const make = (llqBytes = 4096) => {
  let resets = 0;
  const space = new ConfigSpace(configRows(fakePci, llqBytes), () => resets++);
  const view = new DataView(new ArrayBuffer(configBytes));
  return {
    space,
    get resets() {
      return resets;
    },
    read: (at: number, bytes: 1 | 2 | 4): number => {
      space.read(at, bytes, view, 0);
      return bytes === 4 ? view.getUint32(0, true) : bytes === 2 ? view.getUint16(0, true) : view.getUint8(0);
    },
    write: (at: number, value: number, bytes: 1 | 2 | 4 = 4): void => {
      view.setUint32(0, value, true);
      space.write(at, bytes, view, 0);
    },
  };
};

describe('the configuration space', () => {
  test('says who it is', () => {
    const { read } = make();
    expect([read(0, 2), read(2, 2), read(0x0b, 1), read(0x2c, 4)]).toEqual([0x1d0f, 0xec20, 2, 0xec20_1d0f]);
  });

  test('tells sizes to who writes ones', () => {
    const { read, write } = make();
    for (let at = 0x10; at <= 0x30; at += 4) write(at, 0xffff_ffff);
    const told = [0x10, 0x14, 0x18, 0x1c, 0x20, 0x24, 0x30].map((at) => read(at, 4));
    expect(told).toEqual([0xffff_c000, 0xffff_e000, 0xffff_f008, 0, 0, 0, 0]);
  });

  test('has no third BAR without low-latency queues', () => {
    const { read, write } = make(0);
    write(0x18, 0xffff_ffff);
    expect(read(0x18, 4)).toBe(0);
  });

  test('has a chain of capabilities: power, PCI Express, MSI-X', () => {
    const { read } = make();
    const seen: number[] = [];
    for (let at = read(0x34, 1); at !== 0 && seen.length < 10; at = read(at + 1, 1)) seen.push(read(at, 1));
    expect(seen).toEqual([0x01, 0x10, 0x11]);
    expect(read(0xb2, 2)).toBe(fakePci.vectors - 1);
  });

  test('is reset by the bit for that, which is never seen set', () => {
    const made = make();
    made.write(functionReset.at, functionReset.bit | 0x10, 2);
    expect([made.resets, made.read(functionReset.at, 2)]).toEqual([1, 0x10]);
  });

  test('keeps what can be written and nothing else, however it is written', () => {
    const writes = fc.record({
      at: fc.nat(0xfc),
      value: fc.nat(),
      bytes: fc.constantFrom(1 as const, 2 as const, 4 as const),
    });
    fc.assert(
      fc.property(fc.array(writes, { maxLength: 50 }), (all) => {
        const { read, write, space } = make();
        for (const { at, value, bytes } of all) write(at, value, bytes);
        for (const { at, bytes, value, writable = 0 } of configRows(fakePci, 4096)) {
          expect((read(at, bytes) & ~writable) >>> 0).toBe((value & ~writable) >>> 0);
        }
        space.forget();
        for (const { at, bytes, value } of configRows(fakePci, 4096)) expect(read(at, bytes)).toBe(value);
      }),
    );
  });
});
