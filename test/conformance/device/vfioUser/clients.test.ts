import { afterEach, describe, expect, test } from 'vitest';
import { regions } from '../../../../src/bus/vfioUser/protocol.ts';
import { ClientSocket } from '../../../../src/bus/vfioUser/testing/clientSocket.ts';
import { greetingBytes } from '../../../../src/bus/vfioUser/testing/messageBytes.ts';
import type { DeviceOptions } from '../../../../src/device/options.ts';
import { presets } from '../../../../src/device/presets.ts';
import { type BothEnds, driverOn, openBothEnds, openDescriptors, partings } from './bothEnds.ts';

let ends: BothEnds | undefined;
const open = async (options: DeviceOptions = presets.nitro): Promise<BothEnds> => {
  ends = await openBothEnds(options);
  return ends;
};
afterEach(async () => {
  await ends?.close();
  ends = undefined;
});

describe('clients', () => {
  test('come and go a hundred times, and leave no descriptor and no memory behind', async () => {
    const both = await open();
    const before = openDescriptors();
    for (let times = 0; times < 100; times++) {
      const machine = both.connect();
      for (let vector = 0; vector < 5; vector++) machine.driver.connect(vector, () => {});
      expect(openDescriptors()).toBeGreaterThan(before);
      both.disconnect(machine);
    }
    expect([openDescriptors(), both.server.connected]).toEqual([before, false]);
    expect(partings(both)).toEqual(Array.from({ length: 100 }, () => 'closed by the client'));
  });

  test('find the device as the one before left it, until they reset it', async () => {
    const both = await open();
    const first = both.connect();
    await driverOn(both, first).start();
    expect(first.driver.read32(0x10)).toBe(first.driver.read32(0x10));
    const place = first.driver.read32(0x58);
    both.disconnect(first);
    const second = both.connect();
    expect(second.driver.read32(0x58)).toBe(place);
    second.reset();
    const driver = driverOn(both, second);
    await driver.start();
    expect((await driver.get(1)).status).toBe(0);
  });

  test.each([
    [0, 1],
    [4, 0],
  ])('with the command register at %i are told of as losing interrupts %i times', async (command, times) => {
    const both = await open();
    const machine = both.connect();
    machine.regions.write(regions.config, 4, Uint8Array.of(command, 0));
    const driver = driverOn(both, machine);
    await driver.start();
    driver.listen();
    await driver.set(26, (entry) => entry.setUint32(24, 1, true));
    both.device.announce.link(false);
    both.device.announce.link(true);
    expect(both.events.filter(({ kind }) => kind === 'interrupt-lost')).toHaveLength(times);
  });

  test('hear of what happened before they listened', async () => {
    const both = await open();
    const machine = both.connect();
    const driver = driverOn(both, machine);
    await driver.start();
    driver.listen();
    await driver.set(26, (entry) => entry.setUint32(24, 1, true));
    both.until(machine, () => false, 1);
    machine.driver.disconnect(0);
    both.device.announce.link(false);
    let rings = 0;
    machine.driver.connect(0, () => rings++);
    expect(both.until(machine, () => rings > 0, 0)).toBe(true);
  });

  test('wait their turn', async () => {
    const both = await open();
    const first = both.connect();
    const waiting = new ClientSocket(both.calls, both.path, () => both.server.turn(0));
    waiting.sendRaw(greetingBytes());
    both.settle();
    expect(first.driver.read32(0)).toBe(0x200);
    both.disconnect(first);
    both.settle();
    expect([both.server.connected, both.events.filter(({ kind }) => kind === 'version').length]).toEqual([true, 2]);
    waiting.close();
  });
});
