import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../src/bus/clock.ts';
import { presets } from '../../src/device/presets.ts';
import type { DriverOptions } from '../../src/driver/driver.ts';
import { page2016 } from '../../src/driver/voices/chosen.ts';
import { statisticsText } from '../../src/lab/host/ethtoolText.ts';
import { Host } from '../../src/lab/host/host.ts';
import { Traffic } from '../../src/lab/host/traffic.ts';
import { attachEcho } from '../../src/lab/peers/neighbour.ts';

/** Lines of the page's examples, without wrapper, comments and elisions. */
const linesOf = (path: string): string[] =>
  readFileSync(join(import.meta.dirname, '../fixtures/cases', path), 'utf8')
    .split('\n')
    .map((line) =>
      line
        .replace(/^.*?\[ *\d+\.\d+\] /, '')
        .replace(/\s*\/\/.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !/^\.+$/.test(line));

/** Addresses, numbers of requests and of vectors, and how much was counted, are each machine's own. */
const comparable = (line: string): string =>
  line
    .replace(/mem [0-9a-f]{8}/, 'mem ADDRESS')
    .replace(/mac addr [0-9a-f:]+/, 'mac addr MAC')
    .replace(/req id\[\d+\]/g, 'req id[N]')
    .replace(/(tx_(?:cnt|bytes)): \d+/, '$1: N')
    .replace(/qid \d+ idx 0x[0-9a-f]+/, 'qid N idx N');

const page = (path: string) => linesOf(path).map(comparable);

const machine = (slot: string, startSeconds: number, driver: DriverOptions = {}) => {
  const clock = new VirtualClock(startSeconds * 1e9);
  const host = new Host({ voice: page2016, device: presets.first, clock, slot, driver: { cpus: 8, ...driver } });
  attachEcho(host);
  return host;
};

const textsOf = (host: Host) => host.log.records.map(({ text }) => comparable(text.trim()));

/** Whether the wanted lines stand among the others in this order. */
const isWithin = (wanted: readonly string[], lines: readonly string[]): string | undefined => {
  let from = 0;
  for (const line of wanted) {
    const at = lines.indexOf(line, from);
    if (at < 0) return line;
    from = at + 1;
  }
  return undefined;
};

describe('the page, replayed by the driver of 2016', () => {
  test('boots with its lines', () => {
    const host = machine('0000:00:03.0', 478);
    expect(host.start()).toBe(0);
    const wanted = page('029-aws-doc-boot-ignorable-warnings-2016/syslog.txt').filter(
      (line) => !/EXT4|NET:/.test(line),
    );
    expect(isWithin(wanted, textsOf(host))).toBeUndefined();
  });

  test('resets for a lost keep-alive with its lines', () => {
    const host = machine('0000:00:07.0', 18_500, { interfaceName: 'eth1' });
    expect(host.start()).toBe(0);
    const traffic = new Traffic(host);
    host.run(3e9);
    const before = host.log.records.length;
    const { device } = host;
    // A packet on its way when the reset comes, as on the page.
    device.traffic.faults.txCompletionLost = { left: 1 };
    device.faults.keepAliveLost = { left: 4 };
    traffic.out.start(10);
    host.run(1e9);
    traffic.out.stop();
    host.run(6e9);
    const wanted = page('027-aws-doc-keepalive-reset-2016/dmesg.txt');
    expect(isWithin(wanted, textsOf(host).slice(before))).toBeUndefined();
  });

  test('waits for registers with its lines', () => {
    const host = machine('0000:00:05.0', 46.9);
    host.device.faults.registerReadLost = { left: Number.POSITIVE_INFINITY };
    expect(host.start()).not.toBe(0);
    const wanted = page('028-aws-doc-register-read-timeout-2016/dmesg.txt');
    expect(isWithin(wanted, textsOf(host))).toBeUndefined();
  });

  test('counts under its names', () => {
    const host = machine('0000:00:05.0', 5);
    expect(host.start()).toBe(0);
    const text = statisticsText(host.finish(host.driver.statistics()) ?? []);
    const lines = text.split('\n').map((line) => comparable(line.trim()));
    const wanted = page('030-aws-doc-ethtool-healthy/ethtool.txt').filter((line) => !line.startsWith('['));
    // The page's listing is of a newer driver than its logs: allowances, and suspend without the io_ of before.
    const ofItsTime = wanted
      .filter((line) => !line.includes('allowance'))
      .map((line) => line.replace(/^(suspend|resume):/, 'io_$1:'));
    expect(isWithin(ofItsTime, lines)).toBeUndefined();
  });
});
