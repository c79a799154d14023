import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entry, memoryAddress, memoryBytes, step, write } from '../../test/conformance/device/hostileGuest.ts';
import { VirtualClock } from '../bus/clock.ts';
import { InProcessBus } from '../bus/inProcess.ts';
import type { DmaBlock } from '../bus/port.ts';
import { Registers } from '../spec/wire/registers.ts';
import { attachDevice } from './attachDevice.ts';
import type { Device } from './device.ts';
import { presets } from './presets.ts';

/** A device whose guest has two pages and a canary around them. */
const assemble = () => {
  const clock = new VirtualClock();
  let device!: Device;
  const make = attachDevice({ ...presets.nitro, resetTimeMs: 0 });
  const bus = new InProcessBus(
    (port) => {
      device = make(port);
      return device;
    },
    { clock, memoryAddress, memoryBytes, llqBytes: 4096 },
  );
  return { clock, bus, device, driver: bus.driver };
};

test('a guest may write any register at any moment', () => {
  fc.assert(
    fc.property(
      fc.array(write, { maxLength: 60 }),
      fc.uint8Array({ minLength: 64, maxLength: 512 }),
      (writes, bytes) => {
        const { clock, bus, device, driver } = assemble();
        bus.memory.bytes.set(bytes, 0);
        // High halves that lead into memory, else rings are seldom found.
        for (const high of [0x14, 0x24, 0x3c, 0x64]) driver.write32(high, 1);
        for (const { offset, value } of writes) {
          driver.write32(offset, value);
          expect(driver.read32(Registers.deviceStatus.offset)).not.toBe(0xffff_ffff);
          clock.advance(1e6);
        }
        bus.deliverInterrupts();
        clock.advance(3e9);
        device.powerOn();
        expect(driver.read32(Registers.deviceStatus.offset)).toBe(1);
      },
    ),
    { numRuns: 3000 },
  );
});

/** Rings in place, as a driver has them, with canaries around. */
const open = () => {
  const assembled = assemble();
  const { driver } = assembled;
  const rings = driver.allocate(8192)!;
  const place = (low: number, address: number) => {
    driver.write32(low, address % 2 ** 32);
    driver.write32(low + 4, Math.floor(address / 2 ** 32));
  };
  const placeAll = () => {
    place(0x10, rings.address);
    place(0x20, rings.address + 2048);
    place(0x38, rings.address + 4096);
    driver.write32(0x18, 0x0040_0020);
    driver.write32(0x28, 0x0040_0020);
    driver.write32(0x34, 0x0040_0010);
    driver.write32(0x40, 16);
  };
  placeAll();
  return { ...assembled, rings, place: placeAll };
};

const answersOf = ({ bytes, byte }: DmaBlock, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, slot) => bytes.slice(byte + 2048 + slot * 64, byte + 2048 + slot * 64 + 64));

test('a guest may put any bytes in its admin queue: each entry is answered under its id', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 32 }), (entries) => {
      const { driver, rings } = open();
      for (const [slot, bytes] of entries.entries()) {
        bytes[3] = bytes[3]! | 1;
        rings.bytes.set(bytes, rings.byte + slot * 64);
      }
      const ids = entries.map((bytes) => (bytes[0]! | (bytes[1]! << 8)) & 0xfff);
      const before = rings.bytes.slice(rings.byte, rings.byte + 2048);
      for (let tail = 1; tail <= entries.length; tail++) {
        driver.write32(0x2c, tail);
        // What a command may write to is its own buffer; an answer that a buffer overwrote is the guest's own doing.
        if (!before.every((byte, index) => rings.bytes[rings.byte + index] === byte)) return;
      }
      const answers = answersOf(rings, entries.length);
      for (const [slot, answer] of answers.entries()) {
        if (answer[3] !== 1) return;
        expect((answer[0]! | (answer[1]! << 8)) & 0xfff).toBe(ids[slot]);
        expect(answer[2]).toBeLessThanOrEqual(7);
      }
    }),
    { numRuns: 3000 },
  );
});

test('a guest may mix commands, queues, doorbells and nonsense, and is served again after a reset', () => {
  const answered = new Map<number, number>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
      const { clock, bus, device, driver, rings, place } = open();
      device.events = (event) => {
        if (event.kind === 'command') answered.set(event.status, (answered.get(event.status) ?? 0) + 1);
      };
      let tail = 0;
      for (const step of steps) {
        if (step.kind === 'time') clock.advance(step.ms * 1e6);
        else if (step.kind === 'write') driver.write32(step.write.offset, step.write.value);
        else {
          rings.bytes.set(step.bytes, rings.byte + (tail & 31) * 64);
          rings.bytes[rings.byte + (tail & 31) * 64 + 3] = (step.bytes[3]! & 0xfe) | ((tail & 32) === 0 ? 1 : 0);
          tail++;
          driver.write32(0x2c, tail);
        }
        bus.deliverInterrupts();
      }
      driver.write32(0x54, 1);
      driver.write32(0x54, 0);
      place();
      expect(driver.read32(Registers.deviceStatus.offset)).toBe(0x11);
      rings.bytes.fill(0, rings.byte, rings.byte + 4096);
      rings.bytes.set([5, 0, 8, 1], rings.byte);
      rings.bytes[rings.byte + 17] = 1;
      driver.write32(0x2c, 1);
      expect([...rings.bytes.subarray(rings.byte + 2048, rings.byte + 2052)]).toEqual([5, 0, 0, 1]);
    }),
    { numRuns: 1500 },
  );
  // Else the guests were too clumsy to prove anything.
  for (const status of [0, 3, 5]) expect(answered.get(status)).toBeGreaterThan(500);
  expect(answered.get(4)).toBeGreaterThan(0);
});

test('a doorbell that runs ahead, or backwards, is not followed', () => {
  for (const tail of [33, 0x8000, 0xffff]) {
    const { driver, rings } = open();
    driver.write32(0x2c, tail);
    expect(answersOf(rings, 32).every((answer) => answer.every((byte) => byte === 0))).toBe(true);
    expect(driver.read32(Registers.deviceStatus.offset)).toBe(0x21);
    driver.write32(0x18, 0x0040_0020);
    expect(driver.read32(Registers.deviceStatus.offset)).toBe(1);
  }
});

test('memory that is not named stays untouched', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 32 }), (entries) => {
      const { bus, driver, rings } = open();
      // The rings are written by right, and so are the last bytes, which a buffer that fits may name.
      const isGiven = (index: number) => (index >= rings.byte && index < rings.byte + 8192) || index >= memoryBytes - 8;
      for (const [slot, bytes] of entries.entries()) {
        bytes[3] = bytes[3]! | 1;
        // Buffers that reach to the end of memory and beyond.
        new DataView(bytes.buffer, bytes.byteOffset).setUint32(8, memoryBytes - (slot % 8), true);
        rings.bytes.set(bytes, rings.byte + slot * 64);
      }
      const before = bus.memory.bytes.slice();
      driver.write32(0x2c, entries.length);
      const changed = bus.memory.bytes.findIndex((byte, index) => byte !== before[index] && !isGiven(index));
      expect(changed).toBe(-1);
    }),
    { numRuns: 500 },
  );
});
