import { afterEach, describe, expect, test } from 'vitest';
import { presets } from '../../../src/device/presets.ts';
import type { Attach, Rig } from './rig.ts';
import { R, TinyDriver } from './tinyDriver.ts';

/** Each fault of the control path, as a driver meets it, and that it ends. */
export const faultConformance = (attach: Attach): void => {
  let rig: Rig | undefined;
  const start = async () => {
    rig = await attach(presets.nitro);
    const driver = new TinyDriver(rig);
    await driver.start();
    return { driver, faults: rig.device.faults };
  };
  const listen = async () => {
    const started = await start();
    await started.driver.set(26, (entry) => entry.setUint32(24, 0xff, true));
    started.driver.listen();
    await started.driver.rig.until(() => started.driver.interrupts > 0, 100);
    started.driver.events();
    return started;
  };
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  describe('faults: register reads', () => {
    test('are lost once, and then not', async () => {
      const { driver, faults } = await start();
      faults.registerReadLost = { left: 1 };
      expect([await driver.read(R.VERSION, 20), await driver.read(R.VERSION)]).toEqual([undefined, 0x200]);
    });

    test('are lost until cleared, of one register only', async () => {
      const { driver, faults } = await start();
      faults.registerReadLost = { left: Number.POSITIVE_INFINITY, register: 'deviceStatus' };
      expect([
        await driver.read(R.DEV_STS, 20),
        await driver.read(R.DEV_STS, 20),
        await driver.read(R.VERSION),
      ]).toEqual([undefined, undefined, 0x200]);
      faults.registerReadLost = undefined;
      expect(await driver.read(R.DEV_STS)).toBe(0x11);
    });

    test('are lost while a reset is under way', async () => {
      const { driver, faults } = await start();
      faults.registerReadLostInReset = { left: Number.POSITIVE_INFINITY };
      expect(await driver.read(R.DEV_STS)).toBe(0x11);
      driver.write(R.DEV_CTL, 1);
      driver.giveResponseAddress();
      expect(await driver.read(R.DEV_STS, 20)).toBeUndefined();
    });

    test('are answered under an old id, or with another offset', async () => {
      const { driver, faults } = await start();
      faults.registerReadStale = { left: 1 };
      expect(await driver.read(R.VERSION, 20)).toBeUndefined();
      faults.registerReadWrongOffset = { left: 1 };
      expect(await driver.read(R.VERSION)).toBeUndefined();
      expect(await driver.read(R.VERSION)).toBe(0x200);
    });
  });

  describe('faults: the reset', () => {
    test('never starts', async () => {
      const { driver, faults } = await start();
      faults.resetNeverStarts = { left: 1 };
      expect(await driver.reset()).toBe(false);
      expect(await driver.reset()).toBe(true);
    });

    test('that never starts leaves a device that writes to no ring of its driver any more', async () => {
      const { driver, faults } = await listen();
      faults.resetNeverStarts = { left: 1 };
      expect(await driver.reset()).toBe(false);
      driver.events();
      await driver.rig.until(() => false, 2_500);
      expect(driver.events()).toHaveLength(0);
    });

    test('never ends, until the fault is cleared', async () => {
      const { driver, faults } = await start();
      faults.resetNeverEnds = { left: 1 };
      expect(await driver.reset()).toBe(false);
      faults.resetNeverEnds = undefined;
      await driver.rig.until(() => false, 200);
      expect((await driver.read(R.DEV_STS))! & 9).toBe(1);
    });

    test('ends with a device that is not ready', async () => {
      const { driver, faults } = await start();
      faults.neverReady = { left: 1 };
      expect(await driver.reset()).toBe(false);
      expect((await driver.read(R.DEV_STS))! & 9).toBe(0);
      faults.neverReady = undefined;
      expect((await driver.read(R.DEV_STS))! & 9).toBe(1);
    });
  });

  describe('faults: commands', () => {
    test('are never answered', async () => {
      const { driver, faults } = await start();
      faults.adminCompletionLost = { left: 1, feature: 'mtu' };
      expect((await driver.get(1)).status).toBe(0);
      await expect(driver.set(14, (entry) => entry.setUint32(20, 1500, true))).rejects.toThrow();
    });

    test('are answered late', async () => {
      const { driver, faults } = await start();
      faults.adminCompletionLate = { left: 1, delayMs: 300 };
      driver.submit(8, (entry) => entry.setUint8(17, 1));
      driver.ring();
      await driver.rig.until(() => false, 100);
      expect(driver.take()).toBeUndefined();
      await driver.rig.until(() => false, 300);
      expect(driver.take()?.status).toBe(0);
    });

    test('answered late do not come after a reset', async () => {
      const { driver, faults } = await start();
      faults.adminCompletionLate = { left: 1, delayMs: 300 };
      driver.submit(8, (entry) => entry.setUint8(17, 1));
      driver.ring();
      await driver.start();
      await driver.rig.until(() => false, 500);
      expect(driver.take()).toBeUndefined();
    });

    test.each([1, 2, 3, 4, 5, 6, 7])('are answered with status %i', async (status) => {
      const { driver, faults } = await start();
      faults.adminStatus = { left: 1, status, command: 'getFeature' };
      expect([(await driver.get(1)).status, (await driver.get(1)).status]).toEqual([status, 0]);
    });

    test('are answered without an interrupt', async () => {
      const { driver, faults } = await listen();
      faults.adminInterruptLost = { left: 1 };
      const before = driver.interrupts;
      await driver.get(1);
      await driver.rig.until(() => false, 20);
      expect(driver.interrupts).toBe(before);
    });

    test('for features that were offered are refused', async () => {
      const { driver, faults } = await start();
      faults.featureRefused = { left: 1, features: ['hostAttributes', 'statelessOffload'] };
      expect([(await driver.get(11)).status, (await driver.get(11)).status]).toEqual([3, 0]);
    });

    test('for an LLQ and for queues are refused', async () => {
      const { driver, faults } = await start();
      faults.llqRefused = { left: 1 };
      const choose = () =>
        driver.set(4, (entry) => {
          for (const [at, value] of [
            [30, 1],
            [34, 1],
            [38, 2],
            [42, 2],
          ] as const)
            entry.setUint16(at, value, true);
        });
      expect([(await choose()).status, (await choose()).status]).toEqual([3, 0]);
      faults.queueRefused = { left: 1, command: 'createCq' };
      expect((await driver.command(3)).status).toBe(1);
    });

    test('tell of fewer groups of events', async () => {
      const { driver, faults } = await start();
      faults.eventGroupsUnsupported = { left: 1, groups: ['keepAlive'] };
      expect((await driver.get(26)).view.getUint32(8, true)).toBe(0xef);
    });
  });

  describe('faults: keep-alives', () => {
    test('stop, and come again', async () => {
      const { driver, faults } = await listen();
      faults.keepAliveLost = { left: 3 };
      await driver.rig.until(() => false, 2_500);
      expect(driver.events()).toHaveLength(0);
      await driver.rig.until(() => false, 3_000);
      expect(driver.events().length).toBeGreaterThan(0);
    });

    test('come without an interrupt', async () => {
      const { driver, faults } = await listen();
      faults.keepAliveInterruptLost = { left: Number.POSITIVE_INFINITY };
      const before = driver.interrupts;
      await driver.rig.until(() => false, 2_500);
      expect([driver.interrupts, driver.events().length]).toEqual([before, 2]);
    });
  });
};
