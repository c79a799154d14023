import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceOptions } from '../../../src/device/options.ts';
import { presets } from '../../../src/device/presets.ts';
import type { Attach, Rig } from './rig.ts';
import { TinyDriver } from './tinyDriver.ts';

const u32 = (view: DataView, count: number, from = 8) =>
  Array.from({ length: count }, (_, i) => view.getUint32(from + 4 * i, true));

/** The admin queue and what is counted; numbers as in the drivers' headers. */
export const adminConformance = (attach: Attach): void => {
  let rig: Rig | undefined;
  const start = async (options: DeviceOptions = presets.nitro) => {
    rig = await attach(options);
    const driver = new TinyDriver(rig);
    await driver.start();
    return driver;
  };
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  describe('the admin queue', () => {
    test('answers in order, and says how far it has read', async () => {
      const driver = await start();
      const ids = [
        driver.submit(8, (entry) => entry.setUint8(17, 1)),
        driver.submit(8, (entry) => entry.setUint8(17, 26)),
      ];
      driver.ring();
      const answers = [driver.take()!, driver.take()!];
      expect(answers.map(({ id, status, head }) => [id, status, head])).toEqual([
        [ids[0], 0, 1],
        [ids[1], 0, 2],
      ]);
      expect(driver.take()).toBeUndefined();
    });

    test('flips the phase with each lap', async () => {
      const driver = await start();
      for (let count = 0; count < 100; count++) expect((await driver.get(1)).status).toBe(0);
    });

    test('says no to what it does not know, with status 3', async () => {
      const driver = await start();
      expect((await driver.command(77)).status).toBe(3);
      expect((await driver.get(99)).status).toBe(3);
      expect((await driver.set(1, () => {})).status).toBe(3);
      expect((await driver.command(11, (entry) => entry.setUint8(16, 9))).status).toBe(3);
    });

    test('interrupts on vector 0 unless masked', async () => {
      const driver = await start();
      driver.rig.port.connect(0, () => driver.interrupts++);
      await driver.get(1);
      expect(driver.interrupts).toBe(0);
      driver.listen();
      await driver.get(1);
      await driver.rig.until(() => driver.interrupts > 0, 1000);
      expect(driver.interrupts).toBeGreaterThan(0);
    });
  });

  describe('statistics', () => {
    test('0 and 2: numbers in the answer', async () => {
      const driver = await start();
      const type = (number: number) => driver.command(11, (entry) => entry.setUint8(16, number));
      expect([(await type(0)).status, (await type(2)).status, (await type(3)).status]).toEqual([0, 0, 0]);
    });

    test('4: what there is without a buffer, then as asked, in ascending order', async () => {
      const driver = await start();
      const ask = (mask: number, size: number) =>
        driver.command(11, (entry) => {
          if (size > 0) driver.buffer(entry, size);
          entry.setUint8(16, 4);
          entry.setUint32(24, mask, true);
        });
      const probe = await ask(0x3f, 0);
      expect([probe.status, ...u32(probe.view, 2)]).toEqual([0, 0x3f, 0]);
      const some = await ask(0x21, 512);
      expect([some.status, ...u32(some.view, 2)]).toEqual([0, 0x21, 0]);
      expect((await ask(0x3f, 8)).status).toBe(4);
    });

    test('are refused by a device that does not keep them', async () => {
      const driver = await start(presets.first);
      expect((await driver.command(11, (entry) => entry.setUint8(16, 2))).status).toBe(3);
    });
  });
};
