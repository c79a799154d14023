import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceOptions } from '../../../src/device/options.ts';
import { presets } from '../../../src/device/presets.ts';
import type { Attach, Rig } from './rig.ts';
import { TinyDriver } from './tinyDriver.ts';

/** Creating and destroying queues. */
export const queueConformance = (attach: Attach): void => {
  let rig: Rig | undefined;
  const start = async (options: DeviceOptions = presets.nitro) => {
    rig = await attach(options);
    const driver = new TinyDriver(rig);
    await driver.start();
    const ring = rig.port.allocate(32_768)!;
    const place = (entry: DataView) => {
      entry.setUint32(12, ring.address % 2 ** 32, true);
      entry.setUint16(16, Math.floor(ring.address / 2 ** 32), true);
    };
    const cq = (words: number, depth = 256, vector = 1) =>
      driver.command(3, (entry) => {
        entry.setUint8(4, 0x20);
        entry.setUint8(5, words);
        entry.setUint16(6, depth, true);
        entry.setUint32(8, vector, true);
        place(entry);
      });
    const sq = (direction: number, cqIndex: number, depth = 256, placement = 1) =>
      driver.command(1, (entry) => {
        entry.setUint8(4, direction << 5);
        entry.setUint8(6, placement);
        entry.setUint8(7, 1);
        entry.setUint16(8, cqIndex, true);
        entry.setUint16(10, depth, true);
        place(entry);
      });
    const destroySq = (index: number, direction: number) =>
      driver.command(2, (entry) => {
        entry.setUint16(4, index, true);
        entry.setUint8(6, direction << 5);
      });
    const destroyCq = (index: number) => driver.command(4, (entry) => entry.setUint16(4, index, true));
    return { driver, cq, sq, destroySq, destroyCq };
  };
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  describe('queues', () => {
    test('are made in pairs, with registers inside BAR0 that overlap nothing', async () => {
      const { cq, sq } = await start();
      const offsets: number[] = [];
      for (const [words, direction] of [
        [2, 1],
        [4, 2],
        [2, 1],
        [4, 2],
      ] as const) {
        const completion = await cq(words);
        const submission = await sq(direction, completion.view.getUint16(8, true));
        expect([completion.status, submission.status]).toEqual([0, 0]);
        offsets.push(completion.view.getUint32(20, true), submission.view.getUint32(12, true));
      }
      expect(new Set(offsets).size).toBe(offsets.length);
      expect(offsets.every((offset) => offset > 0x100 && offset < 0x4000 && offset % 4 === 0)).toBe(true);
    });

    test('are refused with the status that says why', async () => {
      const { cq, sq } = await start();
      expect((await cq(3)).status).toBe(5);
      expect((await cq(2, 300)).status).toBe(5);
      expect((await cq(2, 2048)).status).toBe(5);
      expect((await cq(2, 256, 40)).status).toBe(5);
      expect((await cq(2, 256, 0xffff_ffff)).status).toBe(0);
      const rx = (await cq(4)).view.getUint16(8, true);
      expect((await sq(2, 999)).status).toBe(5);
      expect((await sq(3, rx)).status).toBe(5);
      expect((await sq(2, rx, 256, 3)).status).toBe(5);
      expect((await sq(2, rx, 0)).status).toBe(5);
      expect((await sq(2, rx)).status).toBe(0);
      expect((await sq(2, rx)).status).toBe(5);
    });

    test('in device memory need an LLQ that was chosen', async () => {
      const { driver, cq, sq } = await start();
      const tx = (await cq(2)).view.getUint16(8, true);
      expect((await sq(1, tx, 256, 3)).status).toBe(5);
      await driver.start();
      await driver.set(4, (entry) => {
        for (const [at, value] of [
          [30, 1],
          [34, 1],
          [38, 2],
          [42, 2],
        ] as const)
          entry.setUint16(at, value, true);
      });
      const again = (await cq(2)).view.getUint16(8, true);
      expect((await sq(1, again, 256, 3)).status).toBe(0);
    });

    test('go away in order: submission before completion', async () => {
      const { cq, sq, destroyCq, destroySq } = await start();
      const completion = (await cq(4)).view.getUint16(8, true);
      const submission = (await sq(2, completion)).view.getUint16(8, true);
      expect((await destroyCq(completion)).status).toBe(7);
      expect((await destroySq(submission, 1)).status).toBe(5);
      expect((await destroySq(submission, 2)).status).toBe(0);
      expect((await destroyCq(completion)).status).toBe(0);
      expect((await destroyCq(completion)).status).toBe(5);
    });

    test('are not more than there are', async () => {
      const { cq, sq } = await start(presets.minimal);
      const first = (await cq(2)).view.getUint16(8, true);
      const second = (await cq(2)).view.getUint16(8, true);
      expect((await cq(4)).status).toBe(1);
      expect([(await sq(1, first)).status, (await sq(1, second)).status]).toEqual([0, 1]);
    });
  });
};
