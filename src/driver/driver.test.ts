import { describe, expect, test } from 'vitest';
import { Errno } from './control/errno.ts';
import { Bench, type BenchOptions } from './testing/bench.ts';
import { mockDefaults } from './testing/mockOptions.ts';
import { page2016 } from './voices/chosen.ts';

const ready = (options: BenchOptions = {}) => new Bench(options).ready();
const last = (bench: Bench) => bench.lines.at(-1);

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
    expect(bench.mock.resets).toEqual([0, 2, 0]);
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
