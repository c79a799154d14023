import { afterEach, describe, expect, test } from 'vitest';
import { presets } from '../../../src/device/presets.ts';
import type { Attach, Rig } from './rig.ts';
import { R, TinyDriver } from './tinyDriver.ts';

/** Registers, register reads and the reset handshake. */
export const setUpConformance = (attach: Attach): void => {
  let rig: Rig | undefined;
  const probe = async (options = presets.nitro) => {
    rig = await attach(options);
    return new TinyDriver(rig);
  };
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  describe('register reads', () => {
    test('are answered with the request id, the offset and the value', async () => {
      const driver = await probe();
      driver.giveResponseAddress();
      expect([await driver.read(R.VERSION), await driver.read(R.CONTROLLER_VERSION)]).toEqual([0x0200, 0x0100_0001]);
      expect(await driver.read(R.DEV_STS)).toBe(1);
    });

    test('tell time-outs and address width in CAPS', async () => {
      const driver = await probe();
      driver.giveResponseAddress();
      const caps = (await driver.read(R.CAPS))!;
      expect([(caps >>> 1) & 31, (caps >>> 8) & 255, (caps >>> 16) & 15]).toEqual([30, 48, 0]);
    });

    test('without an address go nowhere', async () => {
      const driver = await probe();
      expect(await driver.read(R.VERSION, 20)).toBeUndefined();
      driver.write(R.MMIO_RESP_LO, 0xffff_fff0);
      driver.write(R.MMIO_RESP_HI, 0xffff);
      expect(await driver.read(R.VERSION, 20)).toBeUndefined();
      driver.giveResponseAddress();
      expect(await driver.read(R.VERSION)).toBe(0x0200);
    });

    test('are plain loads where the revision says so', async () => {
      const driver = await probe({ ...presets.nitro, registerReads: 'plain' });
      const { port } = driver.rig;
      expect(port.pci.revision & 1).toBe(1);
      expect([port.read32(R.VERSION), port.read32(R.DEV_STS)]).toEqual([0x0200, 1]);
      driver.giveResponseAddress();
      expect(await driver.read(R.VERSION, 20)).toBeUndefined();
    });
  });

  describe('the reset handshake', () => {
    test('shows the reset until the order is taken back', async () => {
      const driver = await probe({ ...presets.nitro, resetTimeMs: 0 });
      driver.write(R.DEV_CTL, 1);
      driver.giveResponseAddress();
      expect((await driver.read(R.DEV_STS))! & 9).toBe(8);
      driver.write(R.DEV_CTL, 0);
      expect((await driver.read(R.DEV_STS))! & 9).toBe(1);
    });

    test('takes its time', async () => {
      const driver = await probe({ ...presets.nitro, resetTimeMs: 50 });
      driver.write(R.DEV_CTL, 1);
      driver.giveResponseAddress();
      driver.write(R.DEV_CTL, 0);
      expect((await driver.read(R.DEV_STS))! & 9).toBe(8);
      await driver.rig.until(() => false, 60);
      expect((await driver.read(R.DEV_STS))! & 9).toBe(1);
    });

    test('forgets where answers go', async () => {
      const driver = await probe();
      driver.giveResponseAddress();
      driver.write(R.DEV_CTL, 1);
      expect(await driver.read(R.DEV_STS, 20)).toBeUndefined();
    });

    test.each([0, 1, 13, 18, 20])('brings reason %i', async (reason) => {
      const driver = await probe();
      const reasons: number[] = [];
      driver.rig.device.events = (event) => event.kind === 'reset' && reasons.push(event.reason);
      driver.giveResponseAddress();
      expect(await driver.reset(reason)).toBe(true);
      expect(reasons).toEqual([reason]);
    });

    test('is done twice for a recovery, and commands work after each', async () => {
      const driver = await probe();
      driver.giveResponseAddress();
      for (const reason of [1, 0]) {
        expect(await driver.reset(reason)).toBe(true);
        driver.openAdmin();
        expect((await driver.get(1)).status).toBe(0);
      }
    });

    test('forgets queues and settings', async () => {
      const driver = await probe();
      await driver.start();
      await driver.set(26, (entry) => entry.setUint32(24, 0x11, true));
      await driver.start();
      const { view } = await driver.get(26);
      expect(view.getUint32(12, true)).toBe(0);
    });
  });
};
