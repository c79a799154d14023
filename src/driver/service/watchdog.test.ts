import { describe, expect, test } from 'vitest';
import { eventGroups, notificationSyndromes } from '../../spec/wire/aenq.ts';
import { TxFrame } from '../driver.ts';
import { Bench } from '../testing/bench.ts';
import { page2016, release2170, upstream612, voices } from '../voices/chosen.ts';

const ready = (voice = release2170) => new Bench({ voice }).ready();

const ends = (bench: Bench, text: string) => bench.lines.filter((line) => line.endsWith(text)).length;
const includes = (bench: Bench, text: string) => bench.lines.filter((line) => line.includes(text)).length;

const send = (bench: Bench, count: number, queue = 0) => {
  const frame = new TxFrame().plain();
  frame.lengthBytes = 64;
  frame.queue = queue;
  for (let i = 0; i < count; i++) bench.driver.transmit(frame);
};

describe('the watchdog', () => {
  test.each(voices.map((voice) => [voice.name, voice] as const))(
    'never fires on a live device, voice of %s',
    (_, voice) => {
      const bench = ready(voice);
      const before = bench.lines.length;
      bench.run(120);
      expect(bench.lines.slice(before)).toEqual([]);
      expect(bench.mock.resets).toEqual([0]);
    },
  );

  test('resets with reason 1 when no keep-alive came for 6 s', () => {
    const bench = ready();
    bench.run(5);
    bench.isAlive = false;
    bench.run(5);
    expect(bench.mock.resets).toEqual([0]);
    bench.run(2);
    expect(bench.mock.resets).toEqual([0, 1, 0]);
    expect(bench.driver.adapter.counters.of('wd_expired')).toBe(1);
    expect(bench.driver.adapter.isUp).toBe(true);
  });

  test('prints the page’s lines with the 2016 voice', () => {
    const bench = ready(page2016);
    const before = bench.lines.length;
    send(bench, 3, 1);
    bench.isAlive = false;
    bench.run(4);
    const lines = bench.lines.slice(before);
    expect(lines.slice(0, 9)).toEqual([
      'ena 0000:00:05.0 eth1: Keep alive watchdog timeout.',
      'ena 0000:00:05.0 eth1: Trigger reset is on',
      'ena 0000:00:05.0 eth1: tx_timeout: 0',
      'ena 0000:00:05.0 eth1: io_suspend: 0',
      'ena 0000:00:05.0 eth1: io_resume: 0',
      'ena 0000:00:05.0 eth1: wd_expired: 1',
      'ena 0000:00:05.0 eth1: interface_up: 1',
      'ena 0000:00:05.0 eth1: interface_down: 0',
      'ena 0000:00:05.0 eth1: admin_q_pause: 0',
    ]);
    const freed = lines.findIndex((line) => line.includes('uncompleted'));
    expect(lines.slice(freed, freed + 5)).toEqual([
      'ena 0000:00:05.0 eth1: free uncompleted tx skb qid 1 idx 0x0',
      '[ENA_COM: ena_com_validate_version] ena device version: 2.0',
      '[ENA_COM: ena_com_validate_version] ena controller version: 0.0.1 implementation version 0',
      '[ENA_COM: ena_com_admin_init] ena_defs : Version:[b9692e8] Build date [Wed Apr  6 09:54:21 IDT 2016]',
      'ena 0000:00:05.0: Device watchdog is Enabled',
    ]);
    expect(lines.at(-1)).toBe('ena 0000:00:05.0: Device reset completed successfully');
    // That driver did not yet tell the device why.
    expect(bench.mock.resets).toEqual([0, 0, 0]);
  });

  test('says 18 for a keep-alive that lies unread, where the version looks', () => {
    for (const [voice, reason] of [
      [release2170, 18],
      [upstream612, 1],
    ] as const) {
      const bench = ready(voice);
      bench.mock.withholds.adminInterrupts = true;
      bench.run(8);
      expect(bench.mock.resets.slice(0, 2)).toEqual([0, reason]);
    }
  });

  test('says 13 in place of 18 to a device that knows four bits', () => {
    const bench = new Bench({ mock: { capabilities: [] } }).ready();
    bench.mock.withholds.adminInterrupts = true;
    bench.run(8);
    expect(bench.mock.resets.slice(0, 2)).toEqual([0, 13]);
  });

  test('stays off where the device has no keep-alives, or hints so', () => {
    const without = new Bench({ mock: { eventGroups: 0xef } }).ready();
    without.isAlive = false;
    without.run(60);
    expect(without.mock.resets).toEqual([0]);
    const hinted = ready();
    const { notification } = eventGroups;
    hinted.mock.post(notification, { watchdogTimeoutMs: 0xffff }, notificationSyndromes.updateHints);
    hinted.isAlive = false;
    hinted.run(60);
    expect(hinted.mock.resets).toEqual([0]);
  });

  test('follows a hint to wait for 2 s', () => {
    const bench = ready();
    bench.mock.post(eventGroups.notification, { watchdogTimeoutMs: 2000 }, notificationSyndromes.updateHints);
    bench.isAlive = false;
    bench.run(4);
    expect(bench.mock.resets.slice(0, 2)).toEqual([0, 1]);
  });

  test('resets again and again while the device stays silent', () => {
    const bench = ready(upstream612);
    bench.isAlive = false;
    bench.run(30);
    const ones = bench.mock.resets.filter((reason) => reason === 1).length;
    expect(ones).toBeGreaterThanOrEqual(3);
    expect(bench.driver.adapter.counters.of('wd_expired')).toBe(ones);
  });
});

describe('the check of the admin queue', () => {
  test('resets with reason 2 when a command got no completion', () => {
    const bench = ready(upstream612);
    bench.mock.withholds.adminCompletions = 1;
    const job = bench.driver.setMtu(2000);
    bench.run(5);
    expect(job.result).toBe(-62);
    expect(ends(bench, "The ena device didn't send a completion for the admin cmd 9 status 0")).toBe(1);
    expect(ends(bench, 'ENA admin queue is not in running state!')).toBeGreaterThan(0);
    expect(bench.mock.resets).toEqual([0, 2, 0]);
  });

  test('resets with reason 18 when only the interrupt was lost', () => {
    const bench = ready();
    bench.mock.withholds.adminInterrupts = true;
    bench.driver.setMtu(2000);
    bench.run(5);
    expect(includes(bench, "but the driver didn't receive a MSI-X interrupt (cmd 9)")).toBe(1);
    expect(bench.mock.resets[1]).toBe(18);
  });
});

describe('the stack’s watchdog', () => {
  test('has the driver reset for reason 10 when a queue stays stopped', () => {
    const bench = ready(page2016);
    bench.driver.adapter.limits.missingTxPackets = 5000;
    send(bench, 1100);
    expect(bench.driver.isStopped(0)).toBe(true);
    bench.run(12);
    expect(bench.lines).toContain('NETDEV WATCHDOG: eth1 (ena): transmit queue 0 timed out');
    expect(ends(bench, 'Transmit time out')).toBe(1);
    expect(bench.driver.adapter.counters.of('tx_timeout')).toBe(1);
  });
});

describe('the check of Rx rings', () => {
  test('calls the poller of a ring that stayed empty', () => {
    const bench = ready(upstream612);
    bench.driver.adapter.troubles.outOfPages = true;
    const frame = new Uint8Array(1000);
    while (bench.mock.rx[0]!.deliver(frame)) bench.serve();
    bench.run(2);
    bench.driver.adapter.troubles.outOfPages = false;
    bench.run(2);
    expect(ends(bench, 'Trigger refill for ring 0')).toBeGreaterThan(0);
    expect(bench.mock.rx[0]!.buffers).toBe(1023);
    expect(bench.driver.adapter.pairCounters[0]!.rx.empty_rx_ring).toBeGreaterThan(0);
  });
});
