import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { presets } from '../../../../src/device/presets.ts';
import { bars } from '../../../../src/spec/wire/pci.ts';
import { entry, write } from '../hostileGuest.ts';
import { TinyDriver } from '../tinyDriver.ts';
import { type BothEnds, openBothEnds } from './bothEnds.ts';

let ends: BothEnds | undefined;
afterEach(async () => {
  await ends?.close();
  ends = undefined;
});

const access = fc.record({
  region: fc.constantFrom(bars.registers.index, bars.vectors.index, bars.llq.index, 7),
  offset: fc.oneof(fc.nat(0x100), fc.nat(0x3fff)),
  data: fc.uint8Array({ minLength: 1, maxLength: 40 }),
});

const act = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('store' as const), write }), weight: 8 },
  { arbitrary: fc.record({ kind: fc.constant('command' as const), bytes: entry }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('access' as const), access }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.nat(300) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('unshare' as const) }), weight: 1 },
);

describe('a guest that writes anything anywhere', () => {
  test('breaks its adapter at most: the next one has a whole one after a reset', async () => {
    const both = await openBothEnds(presets.nitro);
    ends = both;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const machine = both.connect({ memoryBytes: 2 ** 16 });
        const driver = new TinyDriver({
          port: machine.driver,
          device: both.device,
          until: async (condition, limitMs) => both.until(machine, condition, limitMs),
          close: () => {},
        });
        await driver.start();
        for (const one of acts) {
          if (one.kind === 'store') machine.driver.write32(one.write.offset, one.write.value);
          else if (one.kind === 'command') {
            driver.submit(one.bytes[2]!, (view) => new Uint8Array(view.buffer, view.byteOffset, 64).set(one.bytes));
            driver.ring();
          } else if (one.kind === 'time') both.until(machine, () => false, one.ms);
          else if (one.kind === 'unshare') machine.unshareAll();
          else {
            const { region, offset, data } = one.access;
            if (offset + data.length <= (region === 7 ? 4096 : 0x2000)) machine.regions.write(region, offset, data);
          }
        }
        both.disconnect(machine);
        const next = both.connect();
        next.reset();
        const healthy = new TinyDriver({
          port: next.driver,
          device: both.device,
          until: async (condition, limitMs) => both.until(next, condition, limitMs),
          close: () => {},
        });
        await healthy.start();
        expect((await healthy.get(1)).status).toBe(0);
        both.disconnect(next);
      }),
      { numRuns: 60 },
    );
  });
});
