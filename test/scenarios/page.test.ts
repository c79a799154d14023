import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineMeaning } from '../../src/diagnosis/lineMeaning.ts';
import { collect } from '../../src/evidence/collect.ts';
import { findStatistic } from '../../src/spec/statistics/index.ts';
import { examine } from './examine.ts';

/** AWS's page "Troubleshooting the Elastic Network Adapter": its own logs and listing, read as the page reads them. */
const file = (name: string) => join(import.meta.dirname, '../fixtures/cases', name);
const resetLog = file('027-aws-doc-keepalive-reset-2016/dmesg.txt');
const registerLog = file('028-aws-doc-register-read-timeout-2016/dmesg.txt');
const bootLog = file('029-aws-doc-boot-ignorable-warnings-2016/syslog.txt');
const listing = file('030-aws-doc-ethtool-healthy/ethtool.txt');

const annotate = async (path: string): Promise<ReadonlyMap<number, string>> => {
  const meanings = new Map<number, string>();
  await collect([path], (seen) => void (seen.kind === 'log' && meanings.set(seen.place.line, lineMeaning(seen))), {
    now: () => new Date('2026-11-23T12:00:00Z'),
    stdin: (async function* () {})(),
  });
  return meanings;
};

describe("the page's log of a reset", () => {
  it.each([
    [1, 'The watchdog process initiates a reset', 'No keep-alive from the device'],
    [2, '(the trigger)', 'A reset begins'],
    [3, 'The driver logs the current statistics', ''],
    [15, 'the driver discards incomplete packets', 'Unsent packets were thrown away'],
    [16, 'The driver begins its up process', 'Version of the device interface'],
    [29, '(hash function)', 'The device lacks a feature: rss hash function'],
    [30, '(hash input)', 'The device lacks a feature: rss hash input'],
    [31, 'The reset process is complete', 'A reset ended'],
  ])('line %i, which the page annotates "%s", is: %s', async (line, _, meaning) => {
    expect((await annotate(resetLog)).get(line)).toBe(meaning);
  });

  it('is one keep-alive timeout, one reset, and it recovered', async () => {
    const { report } = await examine([resetLog]);
    expect(report.incidents).toMatchObject([{ cause: 'keep-alive-timeout', resetReason: 1, outcome: 'recovered' }]);
    expect(report.incidents[0]?.counters).toEqual({ wd_expired: 1, interface_up: 1 });
  });
});

describe("the page's log of register read timeouts", () => {
  it.each([
    [1, 'A register read got no answer in time: DEV_STS, the device never wrote an answer'],
    [2, 'A register read got no answer in time: CAPS, the device never wrote an answer'],
    [3, 'A step stops for an unreadable register'],
  ])('line %i is: %s', async (line, meaning) => expect((await annotate(registerLog)).get(line)).toBe(meaning));

  it('is a sequence, so a driver or hardware problem', async () => {
    const { report, ids } = await examine([registerLog]);
    expect(report.verdict).toBe('problems');
    expect([...ids]).toEqual(['register-read-timeout-persistent']);
  });
});

describe("the page's boot log", () => {
  it.each([
    [5, 'Interrupt moderation is not supported by the device', 'The device lacks a feature: interrupt moderation'],
    [6, 'RSS HASH function configuration is not supported', 'The device lacks a feature: rss hash function'],
    [7, 'RSS HASH input source configuration is not supported', 'The device lacks a feature: rss hash input'],
    [8, '(ignore list)', 'The device takes no host attributes'],
    [9, '(ignore list)', 'The device takes no host attributes'],
    [10, '(found)', 'An adapter was set up'],
  ])('line %i, which the page annotates "%s", is: %s', async (line, _, meaning) => {
    expect((await annotate(bootLog)).get(line)).toBe(meaning);
  });

  it('is healthy: all of it stands on the list of what may be ignored', async () => {
    const { report } = await examine([bootLog]);
    expect(report.verdict).toBe('healthy');
    expect(report.findings.every(({ severity }) => severity === 'notice')).toBe(true);
  });
});

describe("the page's listing of statistics", () => {
  const names = [...readFileSync(listing, 'utf8').matchAll(/^\s+([\w]+): \d+$/gm)].map(([, name = '']) => name);

  it('holds counters', () => expect(names.length).toBe(15));

  it.each(names)('knows %s', (name) => expect(findStatistic(name)).toBeDefined());

  it('is healthy', async () => expect((await examine([listing])).report.verdict).toBe('healthy'));
});
