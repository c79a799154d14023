import { expect, test } from 'vitest';
import { adminOpcodes } from './adminOpcodes.ts';
import { adminStatuses, unknownStatusErrno } from './adminStatuses.ts';
import { disagreements } from './disagreements.ts';
import { errnos } from './errnos.ts';
import { events } from './events/index.ts';
import { features } from './features.ts';
import { ignoreList } from './ignoreList.ts';
import { messages } from './messages/index.ts';
import { registerOffsets } from './registerOffsets.ts';
import { dpdkDrivers, kernelDrivers, linuxReleases, newestLinuxRelease } from './releases.ts';
import { statistics } from './statistics/index.ts';
import { subOptimalCodes } from './subOptimal.ts';
import { compareVersions, inRange, parseVersion } from './versions.ts';

const unique = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length);

test('no table has a number or a name twice', () => {
  for (const table of [adminOpcodes, adminStatuses, errnos]) {
    unique(table.map(({ number }) => number));
    unique(table.map(({ name }) => name));
  }
  unique(features.map(({ id }) => id));
  unique(features.map(({ name }) => name));
  unique(registerOffsets.map(({ offset }) => offset));
  unique(subOptimalCodes.map(({ code }) => code));
  unique(statistics.map(({ id }) => id));
});

test('the error number of every status is explained', () => {
  const names = errnos.map(({ name }) => name);
  for (const { errno } of adminStatuses) if (errno) expect(names).toContain(errno);
  expect(names).toContain(unknownStatusErrno);
});

test('offset 88, which the page’s sample shows, is DEV_STS, and 8 is CAPS', () => {
  expect(registerOffsets.find(({ offset }) => offset === 88)?.name).toBe('DEV_STS');
  expect(registerOffsets.find(({ offset }) => offset === 8)?.name).toBe('CAPS');
});

test('the page lists features 10, 12, 18, 20 and 27 among what may be ignored', () => {
  expect(features.filter(({ ignorable }) => ignorable).map(({ id }) => id)).toEqual([10, 12, 18, 20, 27]);
});

test('every entry of the ignore list is an event, and some message has each of its wordings', () => {
  for (const { event, wordings } of ignoreList) {
    expect(events[event], event).toBeDefined();
    const texts = messages.filter((message) => message.event === event).map(({ text }) => text.toLowerCase());
    for (const { text } of wordings) {
      const wording = text.toLowerCase().replace('feature n', 'feature %d');
      expect(
        texts.some((known) => known.startsWith(wording)),
        text,
      ).toBe(true);
    }
  }
});

test('every statistic a disagreement names exists', () => {
  const ids = new Set(statistics.map(({ id }) => id));
  for (const { statistics: named } of disagreements) for (const id of named ?? []) expect(ids, id).toContain(id);
});

test('what a queue counts has a queue in every name, and nothing else has', () => {
  for (const { id, name, scope, aliases, dpdk, freebsd } of statistics) {
    for (const printed of [name, ...[aliases, dpdk, freebsd].flatMap((names) => names ?? []).map((row) => row.name)]) {
      expect(/queue_?N|_qN_/.test(printed), `${id} prints ${printed}`).toBe(scope.endsWith('queue'));
    }
  }
});

test('every range of every statistic can be read', () => {
  for (const { releases, kernels, aliases, dpdk, freebsd } of statistics) {
    const names = [...(aliases ?? []), ...(dpdk ?? []), ...(freebsd ?? [])];
    for (const range of [releases, kernels, ...names.map((name) => name.releases)]) {
      if (range) expect(() => inRange('2.0.0', range), range).not.toThrow();
    }
  }
});

test('releases stand in order, and none is younger than the newest', () => {
  const versions = [...linuxReleases.keys()].map((text) => parseVersion(text)!);
  for (const [index, version] of versions.slice(1).entries()) {
    expect(compareVersions(versions[index]!, version), version.text).toBeLessThan(0);
  }
  expect(versions.at(-1)?.text).toBe(newestLinuxRelease);
  const months = [...linuxReleases.values()];
  expect([...months].sort()).toEqual(months);
});

test('every DPDK and kernel range can be read', () => {
  for (const { dpdk, driver } of dpdkDrivers) expect(inRange(dpdk.split('-')[0]!, dpdk), driver).toBe(true);
  for (const { kernels } of kernelDrivers) expect(inRange(kernels.split('-')[0]!, kernels), kernels).toBe(true);
});
