import { readSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Refused } from '../../../../src/bus/vfioUser/testing/clientSocket.ts';
import type { DeviceOptions } from '../../../../src/device/options.ts';
import { presets } from '../../../../src/device/presets.ts';
import { createMemoryFile } from '../../../../src/native/memoryFile.ts';
import { type BothEnds, driverOn, openBothEnds } from './bothEnds.ts';

let ends: BothEnds | undefined;
const open = async (options: DeviceOptions = presets.nitro): Promise<BothEnds> => {
  ends = await openBothEnds(options);
  return ends;
};
afterEach(async () => {
  await ends?.close();
  ends = undefined;
});

describe('memory', () => {
  test.each([0, 1])('that is not shared is reached by messages, in version 0.%i', async (minor) => {
    const both = await open();
    const machine = both.connect({ isShared: false, minor });
    const driver = driverOn(both, machine);
    driver.giveResponseAddress();
    expect(await driver.read(0)).toBe(0x200);
    expect(await driver.reset(1)).toBe(true);
    expect(both.events).toContainEqual({ kind: 'memory-by-messages', address: 2 ** 32, sizeBytes: 2 ** 20 });
  });

  test('that is not shared is no place for rings, and the device says so', async () => {
    const both = await open();
    const driver = driverOn(both, both.connect({ isShared: false }));
    const told: unknown[] = [];
    both.device.events = (event) => void told.push(event);
    await driver.start();
    await expect(driver.get(1)).rejects.toThrow('was not answered');
    expect(JSON.stringify(told)).toContain('ring is not in memory');
    expect(both.server.connected).toBe(true);
  });

  test('that is taken away while rings lie in it ends nothing but their work', async () => {
    const both = await open();
    const machine = both.connect();
    const driver = driverOn(both, machine);
    await driver.start();
    machine.unshareAll();
    await expect(driver.get(1)).rejects.toThrow('was not answered');
    expect(machine.driver.read32(0)).toBe(0x200);
  });

  test.each([
    ['a file that is too short', 2 ** 40, 4096],
    ['an odd address', 2 ** 40 + 1, 4096],
    ['no bytes', 2 ** 40, 0],
    ['what wraps', 2 ** 48 - 4096, 8192],
    ['what is shared already', 2 ** 32, 4096],
  ])('is not mapped from %s', async (what, address, sizeBytes) => {
    const both = await open();
    const machine = both.connect();
    const file = createMemoryFile(both.calls, 'short', what.includes('short') ? 0 : 8192);
    expect(() => machine.share(address, sizeBytes, file)).toThrow(Refused);
    both.calls.close(file);
    expect(machine.driver.read32(0)).toBe(0x200);
  });

  test('of five gigabytes is mapped in pieces', async () => {
    const both = await open();
    const machine = both.connect();
    const file = createMemoryFile(both.calls, 'large', 5 * 2 ** 30);
    machine.share(2 ** 40, 5 * 2 ** 30, file);
    const answerAt = 4 * 2 ** 30 - 4;
    machine.driver.write32(0x60, answerAt);
    machine.driver.write32(0x64, 2 ** 8);
    machine.driver.write32(0x5c, 7);
    const answer = Buffer.alloc(8);
    readSync(file, answer, 0, 8, answerAt);
    expect([answer.readUInt16LE(0), answer.readUInt32LE(4)]).toEqual([7, 0x200]);
    both.calls.close(file);
  });

  test('cannot be made smaller by whoever shares it', async () => {
    const both = await open();
    const machine = both.connect();
    const file = createMemoryFile(both.calls, 'shrinks', 8192);
    machine.share(2 ** 40, 8192, file);
    expect(both.calls.ftruncate(file, 0)).toBe(-1);
    both.calls.close(file);
  });
});
