import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { knownBugs } from '../../spec/knownBugs.ts';
import { yaml } from '../export/print/yaml.ts';
import { affectedVersions, bugsInMetrics } from './bugSigns.ts';
import { askFleet, groupTroubles } from './fleet.ts';
import { compared } from './outliers.ts';
import type { Query } from './prometheusApi.ts';
import type { Trouble } from './troubles.ts';

/** A server of which only the queries are wanted: every version is there, and every metric moves. */
const recorded = async (): Promise<readonly string[]> => {
  const queries: string[] = [];
  const versions = ['1.1.0', '2.0.0g', '2.1.2g', '2.2.1g', '2.8.2g', '2.13.0g', '2.17.0g'];
  const query: Query = async (promql) => {
    queries.push(promql);
    if (promql.startsWith('count by (version')) return versions.map((version) => ({ labels: { version }, value: 1 }));
    if (promql.startsWith('count by (__name__'))
      return compared.map(({ metric }) => ({ labels: { __name__: metric }, value: 1 }));
    return [];
  };
  await askFleet(query, { groupBy: 'cause', window: '1h', identity: ['cluster', 'instance'] });
  return queries;
};

testNeeding(['promtool'], 'every query is PromQL', async () => {
  const queries = await recorded();
  const rules = queries.map((expr, i) => ({ record: `query:${i}`, expr }));
  const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
  writeFileSync(join(folder, 'queries.yml'), yaml({ groups: [{ name: 'queries', rules }] }));
  const { stdout, stderr } = spawnSync('promtool', ['check', 'rules', join(folder, 'queries.yml')], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(stdout + stderr).toContain(`SUCCESS: ${queries.length} rules found`);
});

test('how often the server is asked does not depend on the size of the fleet', async () => {
  expect((await recorded()).length).toBe(7 + bugsInMetrics.length + compared.length);
});

describe('defects', () => {
  test('that leave their signs in metrics are looked for', () => {
    const names = bugsInMetrics.map(({ bug }) => bug.name);
    expect(names).toContain('endless-keep-alive-resets');
    expect(names).not.toContain('page-cache-crash');
    expect(bugsInMetrics.every(({ bug }) => knownBugs.includes(bug) && bug.effect === 'harm')).toBe(true);
  });

  test('are those of releases, not of kernels with their own numbers', () => {
    const bug = knownBugs.find(({ name }) => name === 'endless-keep-alive-resets')!;
    expect(affectedVersions(bug, ['2.1.2g', '2.1.3g', '2.1.0K', '6.12.34', 'unknown', ''])).toEqual(['2.1.2g']);
  });
});

test('troubles are gathered by what they have in common, most adapters first', () => {
  const trouble = (host: string, cause: string, zone: string, resets: number): Trouble => ({
    adapter: { key: host, host, adapter: '0000:00:05.0', version: '2.13.0g', kernel: '6.12', type: 'm7i.large', zone },
    cause,
    blame: 'device',
    isOpen: resets === 0,
    resets,
  });
  const all = [
    trouble('a', 'x', '1a', 0),
    trouble('b', 'y', '1b', 2),
    trouble('c', 'y', '1a', 0),
    trouble('b', 'x', '1b', 1),
  ];
  const shown = (by: 'cause' | 'zone' | 'version') =>
    groupTroubles(all, by).map(({ name, adapters, open, resets }) => [name, adapters, open, resets]);
  expect(shown('cause')).toEqual([
    ['y', 2, 1, 2],
    ['x', 2, 1, 1],
  ]);
  expect(shown('zone')).toEqual([
    ['1a', 2, 2, 0],
    ['1b', 1, 0, 3],
  ]);
  expect(shown('version')).toEqual([['2.13.0g', 3, 2, 3]]);
});
