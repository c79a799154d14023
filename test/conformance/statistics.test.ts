import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findStatistic, type Statistic, statistics } from '../../src/spec/statistics/index.ts';
import { inRange } from '../../src/spec/versions.ts';

type LinuxName = [string, string, string, string | null, string | null, string, string];

/** The second transcription: what the drivers print, extracted from their sources. */
const sheet = JSON.parse(readFileSync(new URL('../fixtures/stats.json', import.meta.url), 'utf8')) as {
  linux: LinuxName[];
  sums: string[];
  dpdk: [string, string, string, string, string][];
  ethdev: string[];
  freebsd: [string, string, string, string][];
};

const queue = 7;
const onQueue = (pattern: string) => pattern.replace('queue_N', `queue_${queue}`).replace('_qN_', `_q${queue}_`);
const onUnit = (oid: string) => oid.replace('dev.ena.U', 'dev.ena.0').replace('queueN', `queue${queue}`);

/** The row of the XDP queues stands for a whole family: its names are the Tx names. */
const xdpFamily = 'queue_N_xdp_tx_%s';

function resolved(printed: string) {
  const found = findStatistic(printed);
  expect(found, printed).toBeDefined();
  return found!;
}

/** The ranges under which a row gives this very name. */
function printedAs(statistic: Statistic, name: string) {
  return statistic.name === name ? statistic : statistic.aliases?.find((alias) => alias.name === name);
}

describe('Linux', () => {
  test.each(sheet.linux.filter(([pattern]) => pattern !== xdpFamily))('%s', (...row) => {
    const [pattern, first, last, firstKernel, lastKernel, nonzero, type] = row;
    const { statistic, family, queue: found } = resolved(onQueue(pattern));
    expect(family).toBe('linux');
    expect(found).toBe(pattern.includes('queue_N') ? queue : undefined);

    const printed = printedAs(statistic, pattern);
    expect(inRange(first, printed!.releases!)).toBe(true);
    expect(inRange(last, printed!.releases!)).toBe(true);
    expect(inRange('1.0.0', printed!.releases!)).toBe(first === '1.0.0');
    expect(inRange('2.17.0', printed!.releases!)).toBe(last === '2.17.0');
    expect(printed!.kernels === undefined).toBe(firstKernel === null);
    if (firstKernel && lastKernel) {
      expect(inRange(firstKernel, printed!.kernels!)).toBe(true);
      expect(inRange(lastKernel, printed!.kernels!)).toBe(true);
    }
    expect(statistic.type).toBe(type);
    // An old name may have been judged by itself; the current one decides.
    if (statistic.name === pattern) expect(statistic.nonzero).toBe(nonzero);
  });

  test.each(sheet.sums)('the sum %s', (name) => {
    expect(resolved(name)).toMatchObject({ family: 'linux', sum: true });
  });

  test('every Tx name again for the queues of XDP', () => {
    const [, first] = sheet.linux.find(([pattern]) => pattern === xdpFamily)!;
    const family = statistics.find(({ scope }) => scope === 'xdp-queue')!;
    expect(inRange(first, family.releases!)).toBe(true);
    for (const [pattern] of sheet.linux.filter(([name]) => name.startsWith('queue_N_tx_'))) {
      const printed = onQueue(pattern).replace('_tx_', '_xdp_tx_');
      expect(resolved(printed), printed).toMatchObject({ family: 'linux', queue, xdp: true });
    }
  });
});

describe('DPDK', () => {
  test.each(sheet.dpdk)('%s', (pattern, first) => {
    const { statistic } = resolved(onQueue(pattern));
    const name = statistic.dpdk?.find((printed) => printed.name === pattern);
    expect(name).toBeDefined();
    expect(inRange(first, name!.releases)).toBe(true);
  });

  test.each(sheet.ethdev)('%s, which DPDK prints for every driver', (pattern) => {
    expect(resolved(onQueue(pattern)).statistic.dpdk).toBeDefined();
  });
});

describe('FreeBSD', () => {
  test.each(sheet.freebsd)('%s', (oid, first) => {
    const { statistic, family } = resolved(onUnit(oid));
    expect(family).toBe('freebsd');
    const name = statistic.freebsd?.find((printed) => printed.name === oid);
    expect(name).toBeDefined();
    expect(inRange(first.replace('<=', ''), name!.releases)).toBe(true);
  });
});

test('no row stands for nothing that is printed', () => {
  const printed = [
    ...[...sheet.linux, ...sheet.dpdk].map(([pattern]) => onQueue(pattern)),
    ...sheet.ethdev.map(onQueue),
    ...sheet.freebsd.map(([oid]) => onUnit(oid)),
  ];
  const exercised = new Set(printed.map((name) => findStatistic(name)?.statistic));
  const idle = statistics.filter((statistic) => !exercised.has(statistic) && statistic.scope !== 'xdp-queue');
  expect(idle.map(({ id }) => id)).toEqual([]);
});

test('every row says what it counts, what a rise means and when to worry', () => {
  for (const { id, means, rise, worry } of statistics) {
    for (const text of [means, rise, worry]) expect(text, id).toMatch(/^[A-Z].{8,}[.)]$/);
  }
});
