import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TxFrame } from './driver.ts';
import { Bench } from './testing/bench.ts';
import { voices } from './voices/chosen.ts';

const word = fc.nat(0xffff_ffff);
const short = fc.nat(0xffff);

/** What a device may do at any moment. */
const deed = fc.oneof(
  fc.record({ kind: fc.constant('tx' as const), id: fc.oneof(fc.nat(1100), short), bits: word }),
  fc.record({ kind: fc.constant('rx' as const), id: fc.oneof(fc.nat(1100), short), length: short, status: word }),
  fc.record({ kind: fc.constant('event' as const), group: short, syndrome: fc.nat(3) }),
  fc.record({ kind: fc.constant('send' as const), lengthBytes: fc.nat(70_000) }),
  fc.record({ kind: fc.constant('time' as const), seconds: fc.nat(3) }),
  fc.record({ kind: fc.constant('silence' as const), commands: fc.nat(2), reads: fc.nat(4) }),
);

describe('a driver', () => {
  test('survives whatever a device writes, and leaves nothing behind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...voices), fc.array(deed, { maxLength: 30 }), (voice, deeds) => {
        const bench = new Bench({ voice }).ready();
        const frame = new TxFrame().plain();
        const { mock } = bench;
        for (const act of deeds) {
          if (act.kind === 'tx') mock.tx[0]?.post(act.id, act.bits & 0xfeff_0000);
          else if (act.kind === 'rx') mock.rx[0]?.post(act.id, act.length, act.status & 0xfeff_ffff);
          else if (act.kind === 'send') {
            frame.lengthBytes = Math.min(act.lengthBytes, 65_536);
            bench.driver.transmit(frame);
          } else if (act.kind === 'time') bench.run(act.seconds);
          else if (act.kind === 'silence') {
            mock.withholds.adminCompletions = act.commands;
            mock.withholds.registerAnswers = act.reads;
          } else if (bench.driver.adapter.isRunning) {
            const payload = { fields: {} };
            mock.post({ id: act.group, payload }, {}, act.syndrome);
          }
          bench.serve();
        }
        bench.finish(bench.driver.remove());
        expect(bench.bus.usedBytes).toBe(0);
        expect(bench.clock.nextNs).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});
