import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceOptions } from '../../../src/device/options.ts';
import { presets } from '../../../src/device/presets.ts';
import type { Attach, Rig } from './rig.ts';
import { TinyDriver, viewOf } from './tinyDriver.ts';

const u32 = (view: DataView, count: number, from = 8) =>
  Array.from({ length: count }, (_, i) => view.getUint32(from + 4 * i, true));

/** Every feature asked for and set; numbers of features, bytes and codes as in the drivers' headers. */
export const featureConformance = (attach: Attach): void => {
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

  describe('features', () => {
    test('1: attributes', async () => {
      const driver = await start();
      const { status, view } = await driver.get(1);
      const [, , supported, capabilities, width] = u32(view, 5);
      expect(status).toBe(0);
      expect([11, 26, 7, 14, 10, 12, 18, 4].every((id) => ((supported! >>> id) & 1) === 1)).toBe(true);
      expect([capabilities, width, view.getUint32(40, true)]).toEqual([0x1f, 48, 9216]);
      expect(view.getUint8(32) & 1).toBe(0);
    });

    test('7: queue limits by direction; 2: in the older form', async () => {
      const { view } = await (await start()).get(7, 0, 1);
      expect(view.getUint8(8)).toBe(1);
      expect(u32(view, 9, 12)).toEqual([32, 32, 32, 32, 1024, 1024, 16_384, 16_384, 128]);
      expect((await (await start(presets.minimal)).get(7)).status).toBe(3);
      const old = (await (await start(presets.first)).get(2)).view;
      expect(u32(old, 7)).toEqual([8, 1024, 8, 1024, 0, 0, 128]);
    });

    test('4: LLQ is offered and chosen; what is not offered is refused', async () => {
      const driver = await start();
      const { view } = await driver.get(4, 0, 1);
      expect([view.getUint32(8, true), view.getUint16(16, true), view.getUint16(20, true)]).toEqual([32, 1, 5]);
      const choose = (entrySize: number) =>
        driver.set(4, (entry) => {
          entry.setUint16(30, 1, true);
          entry.setUint16(34, entrySize, true);
          entry.setUint16(38, 2, true);
          entry.setUint16(42, 2, true);
        });
      expect([(await choose(2)).status, (await choose(3)).status, (await choose(1)).status]).toEqual([5, 5, 0]);
      expect((await driver.get(4)).view.getUint16(22, true)).toBe(1);
    });

    test('11: offloads', async () => {
      const driver = await start();
      const [tx, rx] = u32((await driver.get(11)).view, 2);
      expect([tx! & 0xea, rx! & 0x6]).toEqual([0xea, 0x6]);
    });

    test('14: MTU up to 9216', async () => {
      const driver = await start();
      const mtu = async (bytes: number) => (await driver.set(14, (entry) => entry.setUint32(20, bytes, true))).status;
      expect([await mtu(1500), await mtu(9216), await mtu(9217), await mtu(0)]).toEqual([0, 0, 5, 5]);
    });

    test('10: hash function and key', async () => {
      const driver = await start();
      const page = viewOf(driver.page);
      expect(u32((await driver.get(10, 48)).view, 2)).toEqual([2, 2]);
      expect(page.getUint32(0, true)).toBe(10);
      for (let i = 0; i < 40; i++) page.setUint8(8 + i, i);
      const select = (bits: number, size: number) => driver.set(10, (entry) => entry.setUint32(24, bits, true), size);
      expect([(await select(8, 48)).status, (await select(2, 20)).status, (await select(2, 48)).status]).toEqual([
        5, 4, 0,
      ]);
      page.setUint8(8 + 39, 0);
      await driver.get(10, 48);
      expect(page.getUint8(8 + 39)).toBe(39);
    });

    test('18: hash input', async () => {
      const driver = await start();
      const page = viewOf(driver.page);
      expect((await driver.get(18, 256)).status).toBe(0);
      expect([0, 1, 2, 3, 4, 5, 6, 7].map((i) => page.getUint16(4 * i, true))).toEqual([
        0x3c, 0x3c, 0x3c, 0x3c, 0xc, 0xc, 0xc, 3,
      ]);
      const both = (entry: DataView) => entry.setUint16(22, 6, true);
      page.setUint16(64, 0x30, true);
      expect((await driver.set(18, both, 256)).status).toBe(0);
      page.setUint16(64, 0x1, true);
      expect((await driver.set(18, both, 256)).status).toBe(5);
      await driver.get(18, 256);
      expect(page.getUint16(64, true)).toBe(0x30);
    });

    test('12: indirection table of 128 entries', async () => {
      const driver = await start();
      const page = viewOf(driver.page);
      const { view } = await driver.get(12, 512, 1);
      expect([view.getUint16(8, true), view.getUint16(10, true)]).toEqual([7, 7]);
      for (let i = 0; i < 128; i++) page.setUint32(4 * i, i % 4, true);
      const whole = (log2: number) => (entry: DataView) => {
        entry.setUint16(24, log2, true);
        entry.setUint32(28, 0xffff_ffff, true);
      };
      expect((await driver.set(12, whole(8), 1024)).status).toBe(5);
      expect((await driver.set(12, whole(7), 100)).status).toBe(4);
      expect((await driver.set(12, whole(7), 512)).status).toBe(0);
      page.setUint32(4 * 127, 99, true);
      await driver.get(12, 512);
      expect(page.getUint16(4 * 127, true)).toBe(3);
    });

    test('20, 27, 3: moderation, link and hints', async () => {
      const driver = await start();
      expect((await driver.get(20)).view.getUint16(8, true)).toBe(1);
      const [speed, supported, flags] = u32((await driver.get(27)).view, 3);
      expect([speed, supported! & 0x10, flags]).toEqual([25_000, 0x10, 2]);
      expect((await driver.get(3)).status).toBe(0);
    });

    test('26: event groups within those supported', async () => {
      const driver = await start();
      const enable = async (bits: number) => (await driver.set(26, (entry) => entry.setUint32(24, bits, true))).status;
      expect(u32((await driver.get(26)).view, 2)).toEqual([0xff, 0]);
      expect([await enable(0xdf), await enable(0x100)]).toEqual([0, 5]);
      expect(u32((await driver.get(26)).view, 2)).toEqual([0xff, 0xdf]);
    });

    test('28: host attributes are kept and read', async () => {
      const driver = await start();
      const page = viewOf(driver.page);
      page.setUint32(0, 1, true);
      page.setUint8(4, 0x36);
      page.setUint16(188, 8, true);
      const tell = (address: number) =>
        driver.set(28, (entry) => {
          entry.setUint32(20, address % 2 ** 32, true);
          entry.setUint16(24, Math.floor(address / 2 ** 32), true);
        });
      expect([(await tell(driver.page.address)).status, (await tell(4096)).status]).toEqual([0, 5]);
      expect(driver.rig.device.host).toMatchObject({ osType: 1, distribution: '6', cpus: 8 });
    });

    test('29: the hardware clock', async () => {
      const driver = await start();
      const page = viewOf(driver.page);
      const doorbell = (await driver.get(29)).view.getUint32(12, true);
      const place = await driver.set(29, (entry) => {
        entry.setUint32(36, driver.page.address % 2 ** 32, true);
        entry.setUint16(40, Math.floor(driver.page.address / 2 ** 32), true);
        entry.setUint32(44, 64, true);
      });
      expect(place.status).toBe(0);
      page.setUint16(0, 0xdead, true);
      driver.write(doorbell, 7);
      expect(await driver.rig.until(() => page.getUint16(0, true) === 7, 1000)).toBe(true);
      expect(page.getBigUint64(8, true)).toBeGreaterThan(1_700_000_000_000_000_000n);
      expect(page.getUint32(28, true)).toBe(0);
    });

    test('30: flow steering chooses and keeps places', async () => {
      const driver = await start();
      const rule = async (action: number, location: number) => {
        const fill = (entry: DataView) => {
          entry.setUint8(20, action);
          entry.setUint8(21, 3);
          entry.setUint16(24, location, true);
        };
        const { status, view } = await driver.set(30, fill, 128);
        return [status, view.getUint16(8, true)];
      };
      expect([await rule(1, 0xffff), await rule(1, 0xffff), await rule(1, 64)]).toEqual([
        [0, 0],
        [0, 1],
        [5, 0],
      ]);
      expect([await rule(2, 0), await rule(2, 0), await rule(1, 0xffff), await rule(3, 0), await rule(9, 0)]).toEqual([
        [0, 0],
        [5, 0],
        [0, 0],
        [0, 0],
        [5, 0],
      ]);
    });
  });
};
