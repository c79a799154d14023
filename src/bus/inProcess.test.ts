import { describe, expect, test } from 'vitest';
import { VirtualClock } from './clock.ts';
import { InProcessBus, type InProcessOptions, poison } from './inProcess.ts';
import { Cursor } from './memory.ts';
import type { DevicePort } from './port.ts';

/** A device of one register, which interrupts vector 1 at every store. */
const assemble = (options: Partial<InProcessOptions> = {}) => {
  let port!: DevicePort;
  let register = 0;
  const bus = new InProcessBus(
    (given) => {
      port = given;
      return {
        read32: () => register,
        write32: (_, value) => {
          register = value;
          given.interrupt(1);
        },
        powerOn: () => {
          register = 7;
        },
      };
    },
    { clock: new VirtualClock(), memoryBytes: 2 ** 16, llqBytes: 4096, ...options },
  );
  return { bus, port, driver: bus.driver };
};

describe('in one process', () => {
  test('a store reaches the device at once, its interrupt only when the host delivers it', () => {
    const { bus, driver } = assemble();
    let rings = 0;
    driver.connect(1, () => rings++);
    driver.write32(8, -1);
    expect([driver.read32(8), rings, bus.waitingInterrupts]).toEqual([0xffff_ffff, 0, 1]);
    driver.write32(8, 1);
    expect([bus.deliverInterrupts(), rings]).toEqual([1, 1]);
  });

  test('nothing is outside of BAR0', () => {
    const { bus, driver } = assemble();
    for (const offset of [-4, 2, 0x4000]) {
      driver.write32(offset, 1);
      expect(driver.read32(offset)).toBe(0xffff_ffff);
    }
    expect(bus.droppedInterrupts).toBe(0);
  });

  test('a masked vector keeps its message, one without a listener loses it', () => {
    const { bus, driver, port } = assemble();
    let rings = 0;
    port.interrupt(1);
    driver.connect(1, () => rings++);
    driver.mask(1);
    port.interrupt(1);
    expect([bus.deliverInterrupts(), bus.droppedInterrupts]).toEqual([0, 1]);
    driver.unmask(1);
    expect([bus.deliverInterrupts(), rings]).toEqual([1, 1]);
    port.interrupt(99);
    expect(bus.droppedInterrupts).toBe(2);
  });

  test('a storm of interrupts ends at the limit', () => {
    const { bus, driver } = assemble();
    driver.connect(1, () => driver.write32(0, 1));
    driver.write32(0, 1);
    expect(bus.deliverInterrupts(50)).toBe(50);
  });

  test('both sides see the same memory, by address and by index', () => {
    const { driver, port } = assemble();
    const block = driver.allocate(100)!;
    const cursor = new Cursor();
    block.words[block.word + 2] = 0xabcd;
    expect(port.dma.resolve(block.address + 8, 4, cursor)).toBe(true);
    expect(cursor.words[cursor.word]).toBe(0xabcd);
    expect([block.address % 4096, port.dma.resolve(0, 4, cursor)]).toEqual([0, false]);
  });

  test('memory is given zeroed and reads as poison once freed', () => {
    const { driver } = assemble({ poisonFreed: true });
    const block = driver.allocate(64)!;
    block.free();
    expect(block.bytes[block.byte + 63]).toBe(poison);
    expect(() => block.free()).toThrow(RangeError);
    const again = driver.allocate(64)!;
    expect([again.address, again.words[again.word]]).toEqual([block.address, 0]);
  });

  test('a driver that leaves leaves nothing', () => {
    const { bus, driver, port } = assemble();
    driver.connect(1, () => expect.unreachable());
    driver.allocate(5000);
    port.interrupt(1);
    driver.leave();
    expect([bus.usedBytes, bus.deliverInterrupts(), bus.droppedInterrupts]).toEqual([0, 0, 1]);
    driver.connect(1, () => {});
  });

  test('LLQ memory is there where the device has it, and a function reset forgets', () => {
    const { bus, driver, port } = assemble();
    driver.llq!.bytes[9] = 3;
    expect(port.llq!.bytes[9]).toBe(3);
    driver.write32(0, 1);
    bus.resetFunction();
    expect(driver.read32(0)).toBe(7);
    expect(assemble({ llqBytes: 0 }).driver.llq).toBeUndefined();
  });
});
