import { describe, expect, test } from 'vitest';
import { VirtualClock } from './clock.ts';
import { Cursor } from './memory.ts';
import type { DeviceEnd, DevicePort } from './port.ts';
import { WorkerDevice } from './workerDevice.ts';
import { WorkerDriver } from './workerDriver.ts';
import { createWorkerMachine, type WorkerMachineOptions } from './workerMachine.ts';

const unanswered = 0xffff_ffff;

/** Both ends in one thread; the device has its turn when the driver's end waits for it. */
const build = (options: WorkerMachineOptions = {}, end: Partial<DeviceEnd> = {}) => {
  const machine = createWorkerMachine({ memoryBytes: 2 ** 16, llqBytes: 4096, ...options });
  const clock = new VirtualClock();
  const seen: (string | number)[] = [];
  let port!: DevicePort;
  const attach = (given: DevicePort): DeviceEnd => {
    port = given;
    return {
      read32: (offset) => offset - 1,
      write32: (offset, value) => void seen.push(offset, value),
      powerOn: () => void seen.push('power-on'),
      ...end,
    };
  };
  const device = new WorkerDevice(machine, attach, clock);
  const driver = new WorkerDriver(machine, { clock, sleep: () => (device.pump() > 0 ? 'ok' : 'timed-out') });
  return { machine, clock, device, driver, port, seen };
};

describe('two threads over one memory', () => {
  test('say that rings are to be ordered, and find a device', () => {
    const { driver, port } = build();
    expect([driver.awaitDevice(0), port.concurrent, driver.driver.concurrent]).toEqual([true, true, true]);
  });

  test('carry stores in order, unsigned, and the reset of the function among them', () => {
    const { driver, device, seen } = build();
    driver.driver.write32(4, unanswered);
    driver.resetFunction();
    driver.driver.write32(8, 2);
    expect(seen).toEqual(['power-on']);
    expect(device.pump()).toBe(3);
    expect(seen).toEqual(['power-on', 4, unanswered, 'power-on', 8, 2]);
  });

  test('answer loads after the stores made before', () => {
    const { driver, seen } = build();
    driver.driver.write32(4, 1);
    expect([driver.driver.read32(0), driver.driver.read32(64)]).toEqual([unanswered, 63]);
    expect(seen).toEqual(['power-on', 4, 1]);
    expect(driver.isConnected).toBe(true);
  });

  test('know nothing outside of BAR0', () => {
    const { driver, device } = build();
    for (const offset of [-4, 2, 2 ** 20]) {
      expect(driver.driver.read32(offset)).toBe(unanswered);
      driver.driver.write32(offset, 1);
    }
    expect(device.pump()).toBe(0);
  });

  test('hold a driver up that stores more than there is room for, and lose nothing', () => {
    const { driver, device, seen } = build({ storeEntries: 4 });
    for (let value = 0; value < 1000; value++) driver.driver.write32(0, value);
    device.pump();
    const values = seen.filter((_, i) => i > 0 && i % 2 === 0);
    expect(values).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  test('see each other’s memory, by DMA and in BAR2', () => {
    const { driver, port } = build();
    const block = driver.driver.allocate(64)!;
    block.words[block.word + 1] = 77;
    const cursor = new Cursor();
    expect(port.dma.resolve(block.address, 64, cursor)).toBe(true);
    expect(cursor.words[cursor.word + 1]).toBe(77);
    driver.driver.llq!.words[3] = 9;
    expect(port.llq!.words[3]).toBe(9);
    driver.driver.leave();
    expect([driver.usedBytes, driver.driver.allocate(2 ** 17)]).toEqual([0, undefined]);
    expect(driver.driver.allocate(64)!.words[block.word + 1]).toBe(0);
  });
});

describe('interrupts of another thread', () => {
  test('come once each, of all vectors, when they are delivered', () => {
    const { driver, port } = build({ pci: { vectors: 40 } });
    const rang: number[] = [];
    for (const vector of [0, 31, 32, 39]) driver.driver.connect(vector, () => void rang.push(vector));
    for (const vector of [39, 0, 0, 31, 32, 40, -1, 2 ** 40]) port.interrupt(vector);
    expect(rang).toEqual([]);
    expect([driver.deliverInterrupts(), rang]).toEqual([4, [0, 31, 32, 39]]);
    expect(driver.deliverInterrupts()).toBe(0);
  });

  test('wait while their vector is masked', () => {
    const { driver, port } = build();
    driver.driver.connect(1, () => {});
    driver.driver.mask(1);
    port.interrupt(1);
    expect(driver.deliverInterrupts()).toBe(0);
    driver.driver.unmask(1);
    expect(driver.deliverInterrupts()).toBe(1);
  });

  test('are not slept through', () => {
    const { machine, clock, port } = build();
    // A real sleep, which must not begin.
    const driver = new WorkerDriver(machine, { clock });
    port.interrupt(0);
    driver.sleep(60_000);
    driver.driver.connect(0, () => {});
    expect(driver.deliverInterrupts()).toBe(1);
  });
});

describe('a device that is gone', () => {
  test('answers nothing, takes nothing, and holds nobody up', () => {
    const { driver, device, seen } = build({ storeEntries: 2 });
    device.hangUp();
    for (let times = 0; times < 5; times++) driver.driver.write32(4, 1);
    expect([driver.driver.read32(4), device.pump(), seen]).toEqual([unanswered, 0, ['power-on']]);
    expect([driver.isConnected, driver.awaitDevice(0)]).toEqual([false, false]);
    // Sleeps that do not begin.
    driver.sleep(60_000);
    device.sleep(60_000);
  });

  test.each(['load', 'store'])('is given up when a %s waits too long', (access) => {
    const machine = createWorkerMachine({ memoryBytes: 4096, storeEntries: 2 });
    const driver = new WorkerDriver(machine, { clock: new VirtualClock(), patienceMs: 1 });
    expect(driver.awaitDevice(1)).toBe(false);
    if (access === 'load') expect(driver.driver.read32(64)).toBe(unanswered);
    else for (let times = 0; times < 3; times++) driver.driver.write32(64, 1);
    expect(driver.isConnected).toBe(false);
  });

  test('is one that threw', () => {
    const write32 = () => {
      throw new Error('broken');
    };
    const { driver, device } = build({}, { write32 });
    driver.driver.write32(4, 1);
    expect(() => device.pump()).toThrow('broken');
    expect([device.isConnected, driver.isConnected]).toEqual([false, false]);
  });
});

test('a machine that cannot be is refused', () => {
  expect(() => createWorkerMachine({ memoryAddress: 0 })).toThrow(RangeError);
  expect(() => createWorkerMachine({ pci: { vectors: 2049 } })).toThrow(RangeError);
});
