import { describe, expect, test } from 'vitest';
import { eventGroups, notificationSyndromes } from '../../spec/wire/aenq.ts';
import { Bench, type BenchOptions } from '../testing/bench.ts';
import { release2170, upstream612 } from '../voices/chosen.ts';
import type { Voice } from '../voices.ts';

const ready = (options: BenchOptions = {}) => new Bench(options).ready();
const last = (bench: Bench) => bench.lines.at(-1);

describe('events', () => {
  test('of the link move the carrier', () => {
    const bench = ready();
    bench.mock.post(eventGroups.linkChange, { up: 0 });
    bench.serve();
    bench.mock.post(eventGroups.linkChange, { up: 1 });
    bench.serve();
    expect(bench.carriers).toEqual([true, false, true]);
  });

  test('nobody knows are told of', () => {
    const bench = ready();
    bench.mock.post(eventGroups.fatalError);
    bench.serve();
    expect(last(bench)).toMatch(/eth1: Unknown event was received or event with unimplemented handler$/);
    bench.mock.post(eventGroups.notification, {}, notificationSyndromes.suspend);
    bench.serve();
    expect(last(bench)).toMatch(/Invalid aenq notification link state 0$/);
  });

  test('of configuration are told by code, the first being 1', () => {
    const bench = ready();
    bench.mock.post(eventGroups.configuration, { codes: 0b101 });
    bench.serve();
    expect(bench.lines.slice(-2).map((line) => /code: (\d+)/.exec(line)?.[1])).toEqual(['1', '3']);
    const older = ready({ voice: upstream612 });
    older.mock.post(eventGroups.configuration, { codes: 1 });
    older.serve();
    expect(last(older)).toMatch(/Unknown event/);
  });

  test('that ask for a reset get one, with reason 19', () => {
    const bench = ready();
    bench.mock.post(eventGroups.deviceRequestReset);
    bench.run(2);
    expect(bench.mock.resets).toEqual([0, 19, 0]);
  });

  test('of keep-alives tell what the device dropped, over a reset since 2.16.0', () => {
    const drops = (voice: Voice) => {
      const bench = ready({ voice });
      bench.mock.post(eventGroups.keepAlive, { rxDrops: 5, txDrops: 2, rxOverruns: 1 });
      bench.serve();
      expect(bench.driver.adapter.counters.drops).toEqual({ rxDrops: 5, txDrops: 2, rxOverruns: 1 });
      bench.isAlive = false;
      bench.run(8);
      bench.mock.post(eventGroups.keepAlive, { rxDrops: 1 });
      bench.serve();
      return bench.driver.adapter.counters.drops.rxDrops;
    };
    expect([release2170, upstream612].map(drops)).toEqual([6, 1]);
  });

  test('that come in a storm do not overrun the driver', () => {
    const bench = ready();
    for (let i = 0; i < 100; i++) {
      bench.mock.post(eventGroups.warning);
      bench.serve();
    }
    expect(bench.lines.filter((line) => line.includes('Unknown event'))).toHaveLength(100);
  });
});
