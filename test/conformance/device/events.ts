import { afterEach, describe, expect, test } from 'vitest';
import { presets } from '../../../src/device/presets.ts';
import type { Attach, Rig } from './rig.ts';
import { type SeenEvent, TinyDriver } from './tinyDriver.ts';

/** The event queue. */
export const eventConformance = (attach: Attach): void => {
  let rig: Rig | undefined;
  const listen = async (groups = 0xff) => {
    rig = await attach(presets.nitro);
    const driver = new TinyDriver(rig);
    await driver.start();
    await driver.set(26, (entry) => entry.setUint32(24, groups, true));
    driver.listen();
    const seen: SeenEvent[] = [];
    const gather = () => seen.push(...driver.events());
    const until = (group: number, limitMs = 1500) =>
      driver.rig.until(() => {
        gather();
        return seen.some((event) => event.group === group);
      }, limitMs);
    return { driver, seen, until, announce: rig.device.announce };
  };
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  describe('events', () => {
    test('begin with the link', async () => {
      const { driver, seen, until } = await listen();
      expect(await until(0)).toBe(true);
      expect([seen[0]!.group, seen[0]!.payload.getUint32(0, true)]).toEqual([0, 1]);
      expect(driver.interrupts).toBeGreaterThan(0);
    });

    test('begin with the link too for a driver that chooses groups after it opened the queue', async () => {
      const { driver } = await listen(0);
      expect(driver.events()).toHaveLength(0);
      for (let times = 0; times < 2; times++) await driver.set(26, (entry) => entry.setUint32(24, 0x51, true));
      expect(driver.events().map(({ group }) => group)).toEqual([0]);
    });

    test('bring a keep-alive each second, for laps and laps', async () => {
      const { driver, seen } = await listen();
      await driver.rig.until(() => {
        seen.push(...driver.events());
        return false;
      }, 40_000);
      const keepAlives = seen.filter(({ group }) => group === 4).length;
      expect(keepAlives).toBeGreaterThan(38);
      expect(keepAlives).toBeLessThan(42);
    }, 60_000);

    test('stop when the ring is full, and go on when there is room', async () => {
      const { driver } = await listen();
      await driver.rig.until(() => false, 20_000);
      expect(driver.events()).toHaveLength(16);
      expect(driver.events()).toHaveLength(0);
      await driver.rig.until(() => false, 2_100);
      expect(driver.events().length).toBeGreaterThan(0);
    }, 60_000);

    test('that must not be lost wait for room', async () => {
      const { driver, announce } = await listen(0x1);
      for (let count = 0; count < 20; count++) announce.link(count % 2 === 0);
      expect(driver.events()).toHaveLength(16);
      expect(driver.events()).toHaveLength(5);
    });

    test('of groups that are not enabled do not come', async () => {
      const { driver, announce } = await listen(0x1);
      expect(announce.resetRequest()).toBe(false);
      await driver.rig.until(() => false, 2_000);
      expect(driver.events().map(({ group }) => group)).toEqual([0]);
    });

    test('carry what they tell', async () => {
      const { driver, announce } = await listen();
      driver.events();
      announce.fatalError();
      announce.warning();
      announce.hints({ registerReadTimeoutMs: 300, watchdogTimeoutMs: 0xffff });
      announce.refreshCapabilities();
      announce.configuration([1, 3]);
      announce.resetRequest();
      announce.keepAlive();
      const seen = driver.events();
      expect(seen.map(({ group, syndrome }) => [group, syndrome])).toEqual([
        [1, 0],
        [2, 0],
        [3, 2],
        [5, 0],
        [6, 0],
        [7, 0],
        [4, 0],
      ]);
      expect([seen[2]!.payload.getUint16(0, true), seen[2]!.payload.getUint16(2, true)]).toEqual([300, 0xffff]);
      expect(seen[4]!.payload.getBigUint64(0, true)).toBe(5n);
      expect((await driver.get(3)).view.getUint16(8, true)).toBe(300);
    });

    test('end with a reset', async () => {
      const { driver } = await listen();
      driver.events();
      await driver.start();
      await driver.rig.until(() => false, 2_500);
      expect(driver.events()).toHaveLength(0);
    });
  });
};
