import { describe, expect, test } from 'vitest';
import { TxFrame } from '../driver.ts';
import { Bench, type BenchOptions } from '../testing/bench.ts';
import { release2170, upstream612, voices } from '../voices/chosen.ts';
import { type Voice, voiceOf } from '../voices.ts';

const ready = (options: BenchOptions = {}) => new Bench(options).ready();
const last = (bench: Bench) => bench.lines.at(-1);

describe('removing', () => {
  test.each(voices.map((voice) => [voice.name, voice] as const))('gives all memory back, voice of %s', (_, voice) => {
    const bench = ready({ voice });
    const frame = new TxFrame().plain();
    frame.lengthBytes = 3000;
    bench.driver.transmit(frame);
    bench.mock.rx[1]!.deliver(new Uint8Array(2000));
    bench.serve();
    bench.finish(bench.driver.remove());
    expect(bench.bus.usedBytes).toBe(0);
    expect(bench.clock.nextNs).toBeUndefined();
  });

  test('tells the device 11 since 2.2.0', () => {
    const reason = (voice: Voice) => {
      const bench = ready({ voice });
      bench.finish(bench.driver.remove());
      return bench.mock.resets.at(-1);
    };
    expect([release2170, upstream612, voiceOf('2.1.0')].map(reason)).toEqual([11, 11, 0]);
  });

  test('works on a device that is dead', () => {
    const bench = ready();
    bench.mock.withholds.registerAnswers = Number.POSITIVE_INFINITY;
    bench.mock.withholds.adminCompletions = Number.POSITIVE_INFINITY;
    bench.finish(bench.driver.remove());
    expect(bench.bus.usedBytes).toBe(0);
  });

  test('works in the middle of a reset', () => {
    const bench = ready();
    bench.mock.withholds.resetEnds = true;
    bench.isAlive = false;
    bench.run(8);
    bench.finish(bench.driver.remove());
    expect(bench.bus.usedBytes).toBe(0);
  });
});

test('removing works while the driver asks whether the device answers', () => {
  const bench = ready();
  bench.isAlive = false;
  bench.mock.withholds.registerAnswers = Number.POSITIVE_INFINITY;
  bench.run(6);
  while (!bench.lines.some((line) => line.includes('Keep alive watchdog'))) bench.clock.step();
  bench.finish(bench.driver.remove());
  bench.run(5);
  expect(bench.bus.usedBytes).toBe(0);
});

describe('restoring', () => {
  test('keeps rings, channels, MTU, link and counters', () => {
    const bench = ready();
    bench.finish(bench.driver.setRings({ tx: 512 }));
    bench.finish(bench.driver.setChannels(1));
    bench.finish(bench.driver.setMtu(4000));
    bench.isAlive = false;
    bench.run(8);
    expect(bench.mock.resets).toContain(1);
    expect(bench.driver.rings).toMatchObject({ tx: 512, rx: 1024 });
    expect(bench.driver.channels.combined).toBe(1);
    expect(bench.driver.adapter).toMatchObject({ mtu: 4000, hasCarrier: true });
    expect(bench.carriers.at(-1)).toBe(true);
  });

  test('leaks nothing, however often', () => {
    const bench = ready();
    const used = bench.bus.usedBytes;
    bench.isAlive = false;
    bench.run(60);
    expect(bench.mock.resets.length).toBeGreaterThan(10);
    expect(bench.bus.usedBytes).toBe(used);
  });

  test('gives up when the device does not come back, and tells so', () => {
    const bench = ready({ voice: upstream612 });
    bench.isAlive = false;
    bench.mock.withholds.resetEnds = true;
    bench.run(20);
    const tail = bench.lines.slice(-4);
    expect(tail).toEqual([
      'ena 0000:00:05.0: Can not reset device',
      'ena 0000:00:05.0: Can not initialize device',
      'ena 0000:00:05.0: Reset attempt failed. Can not reset the device',
      // Kernels from 5.17 on praise themselves whatever came of it.
      'ena 0000:00:05.0: Device reset completed successfully',
    ]);
    expect(bench.driver.adapter.counters.of('reset_fail')).toBe(1);
    const count = bench.lines.length;
    bench.run(60);
    expect(bench.lines).toHaveLength(count);
    bench.finish(bench.driver.remove());
    expect(bench.bus.usedBytes).toBe(0);
  });

  test('tells its status since 2.13.1', () => {
    const bench = ready();
    bench.isAlive = false;
    bench.mock.withholds.resetEnds = true;
    bench.run(20);
    expect(last(bench)).toBe(
      'ena 0000:00:05.0: Device reset completed, status: -62, Driver info: Elastic Network Adapter (ENA) v2.17.0g',
    );
  });

  test('refuses a device with another MAC', () => {
    const bench = ready();
    bench.mock.options.mac = Uint8Array.of(2, 0, 0, 0, 0, 1);
    bench.isAlive = false;
    bench.run(10);
    expect(bench.lines).toContain('ena 0000:00:05.0 eth1: Error, mac address are different');
    expect(bench.driver.adapter.isRunning).toBe(false);
  });

  test('is postponed while registers do not answer, since 2.6.0', () => {
    const bench = ready();
    bench.isAlive = false;
    bench.mock.withholds.registerAnswers = 6;
    bench.run(12);
    expect(bench.lines.filter((line) => line.endsWith("FW isn't responsive, skipping reset routine")).length).toBe(3);
    bench.run(2);
    expect(bench.mock.resets).toEqual([0, 1, 0]);
  });
});
