import { describe, expect, test } from 'vitest';
import { eventGroups, notificationSyndromes } from '../spec/wire/aenq.ts';
import { Errno } from './control/errno.ts';
import { TxFrame } from './driver.ts';
import { Bench, type BenchOptions } from './testing/bench.ts';
import { mockDefaults } from './testing/mockOptions.ts';
import { page2016, release2170, upstream612, voices } from './voices/chosen.ts';
import { voiceOf } from './voices.ts';

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
    const reason = (voice: typeof page2016) => {
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
    const drops = (voice: typeof page2016) => {
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

describe('the operator', () => {
  test('changes rings, channels, coalescing, RSS and MTU', () => {
    const bench = ready();
    const { driver } = bench;
    expect(bench.finish(driver.setRings({ tx: 300, rx: 100_000 }))).toBe(0);
    expect(driver.rings).toEqual({ txMax: 1024, rxMax: 1024, tx: 256, rx: 1024 });
    expect(bench.finish(driver.setChannels(3))).toBe(Errno.invalid);
    expect(bench.finish(driver.setChannels(1))).toBe(0);
    expect(driver.rss.table.every((queue) => queue === 0)).toBe(true);
    expect(driver.setCoalescing({ rxUs: 50 })).toBe(0);
    expect(driver.coalescing).toEqual({ txUs: 64, rxUs: 50 });
    expect(bench.finish(driver.setRss({ key: new Uint8Array(40).fill(3) }))).toBe(0);
    expect(driver.rss.key[0]).toBe(3);
    expect(bench.finish(driver.setRss({ table: [0] }))).toBe(Errno.invalid);
    expect(bench.finish(driver.setMtu(9216))).toBe(0);
    expect(bench.finish(driver.setMtu(9217))).toBe(Errno.invalid);
    expect(last(bench)).toMatch(/Invalid MTU setting. new_mtu: 9217 max mtu: 9216 min mtu: 128$/);
    expect(bench.finish(driver.linkSettings())).toEqual({ speedMbps: 100_000, fullDuplex: true });
    expect(driver.driverInfo).toMatchObject({ driver: 'ena', version: '2.17.0g', busInfo: '0000:00:05.0' });
  });

  test('reads the statistics of the page with the voice of 2016', () => {
    const bench = ready({ voice: page2016, driver: { cpus: 1 } });
    const names = bench.finish(bench.driver.statistics()).map(({ name }) => name);
    expect(names.slice(0, 9)).toEqual([
      'tx_timeout',
      'io_suspend',
      'io_resume',
      'wd_expired',
      'interface_up',
      'interface_down',
      'admin_q_pause',
      'queue_0_tx_cnt',
      'queue_0_tx_bytes',
    ]);
    expect(names.slice(-6)).toEqual([
      'queue_0_rx_small_copy_len_pkt',
      'ena_admin_q_aborted_cmd',
      'ena_admin_q_submitted_cmd',
      'ena_admin_q_completed_cmd',
      'ena_admin_q_out_of_space',
      'ena_admin_q_no_completion',
    ]);
  });

  test('puts the adapter to sleep and wakes it', () => {
    const bench = ready();
    expect(bench.finish(bench.driver.suspend())).toBe(0);
    bench.run(20);
    expect(bench.mock.resets).toEqual([0, 0]);
    expect(bench.finish(bench.driver.resume())).toBe(0);
    bench.run(20);
    expect(bench.driver.adapter.isUp).toBe(true);
    expect(['suspend', 'resume'].map((id) => bench.driver.adapter.counters.of(id))).toEqual([1, 1]);
    expect(bench.finish(ready({ voice: page2016 }).driver.suspend())).toBe(Errno.notSupported);
  });

  test('closes and opens the interface', () => {
    const bench = ready();
    const used = bench.bus.usedBytes;
    bench.finish(bench.driver.close());
    expect(bench.driver.adapter.queues).toEqual([]);
    expect(bench.bus.usedBytes).toBeLessThan(used);
    bench.finish(bench.driver.open());
    expect(bench.bus.usedBytes).toBe(used);
    expect(bench.driver.adapter.counters.of('interface_up')).toBe(2);
  });

  test('closing a broken adapter sets it right, since 1.5.0', () => {
    const bench = ready();
    bench.driver.adapter.admin!.isRunning = false;
    bench.finish(bench.driver.close());
    expect(bench.lines).toContain('ena 0000:00:05.0 eth1: Destroy failure, restarting device');
    expect(bench.driver.adapter.admin?.isRunning).toBe(true);
    expect(bench.finish(bench.driver.open())).toBe(0);
  });
});

describe('queues', () => {
  test('become smaller where the device has no room for large ones', () => {
    const bench = ready({ mock: { roomForDepth: 512 } });
    expect(bench.driver.rings).toMatchObject({ tx: 512, rx: 512 });
    expect(bench.lines).toContain('ena 0000:00:05.0 eth1: Retrying queue creation with sizes TX=512, RX=512');
  });

  test('are not made where even the smallest find no room', () => {
    const bench = new Bench({ mock: { roomForDepth: 128 } });
    bench.finish(bench.driver.probe());
    const used = bench.bus.usedBytes;
    expect(bench.finish(bench.driver.open())).toBe(Errno.noMemory);
    expect(last(bench)).toMatch(/smallest possible queue size of 256 for both queues/);
    expect(bench.bus.usedBytes).toBe(used);
  });

  test('are not tried smaller before 2.1.0', () => {
    const bench = new Bench({ voice: page2016, mock: { roomForDepth: 512 } });
    bench.finish(bench.driver.probe());
    expect(bench.finish(bench.driver.open())).toBe(Errno.noMemory);
    expect(last(bench)).toMatch(/Failed to create I\/O TX queue num 0 rc: -12$/);
  });

  test('do without what the device does not offer', () => {
    const features = mockDefaults.features.filter((name) => !/^rss|^mtu|^interrupt/.test(name));
    const bench = ready({ mock: { features } });
    expect(bench.lines).toContain('ena 0000:00:05.0: Cannot init indirect table');
    expect(bench.lines).toContain('ena 0000:00:05.0 eth1: Failed to set MTU to 1500');
    bench.mock.rx[0]!.deliver(new Uint8Array(60));
    bench.serve();
    expect(bench.received).toHaveLength(1);
  });
});
