import { expect, vi } from 'vitest';
import { dashboardRows } from '../../../src/watch/export/print/dashboardPanels.ts';
import { askFleet, type FleetReport, groupTroubles } from '../../../src/watch/fleet/fleet.ts';
import { prometheusApi } from '../../../src/watch/fleet/prometheusApi.ts';
import { testNeeding } from '../../needs.ts';
import { startPrometheus } from './prometheusServer.ts';
import { serveFleet, typeOf, versionOf, zoneOf } from './simulatedFleet.ts';

vi.setConfig({ testTimeout: 300_000 });

const hosts = 1000;
/** Two of a hundred, by the hosts' numbers. */
const every = (first: number): readonly number[] => Array.from({ length: hosts / 100 }, (_, i) => first + 100 * i);
const named = (numbers: readonly number[]): readonly string[] => numbers.map((i) => `host-${i}`).sort();
const hostsOf = (of: readonly { readonly adapter: { readonly host: string } }[]) =>
  [...new Set(of.map(({ adapter }) => adapter.host))].sort();

const questions = { groupBy: 'cause', window: '1m', identity: ['job', 'instance'] } as const;

testNeeding(
  ['prometheus'],
  'a thousand adapters, scraped by a real Prometheus, tell who is in trouble and why',
  async () => {
    const fleet = await serveFleet(hosts);
    const prometheus = await startPrometheus(hosts, fleet.port, 3);
    try {
      await prometheus.scraped(2, 240_000);
      const report = (await askFleet(prometheusApi({ url: prometheus.url }), questions)) as FleetReport;

      expect(report.adapters).toBe(hosts);
      expect(report.inTrouble).toBe(20);
      expect(report.silent).toEqual([]);
      expect(report.populations.reduce((sum, { adapters }) => sum + adapters, 0)).toBe(hosts);

      const [byCause, ...others] = report.groups;
      expect(others).toEqual([]);
      expect(byCause).toMatchObject({ name: 'keep-alive-timeout', adapters: 20, open: 10, resets: 40 });
      expect(hostsOf(byCause!.troubles)).toEqual(named([...every(0), ...every(50)]).toSorted());
      for (const { adapter } of byCause!.troubles) {
        const i = Number(adapter.host.replace('host-', ''));
        expect(adapter).toMatchObject({ version: versionOf(i), type: typeOf(i), zone: zoneOf(i) });
      }

      const byZone = groupTroubles(byCause!.troubles, 'zone');
      expect(byZone.map(({ name }) => name).sort()).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
      expect(groupTroubles(byCause!.troubles, 'version').map(({ name, adapters }) => [name, adapters])).toEqual([
        // Those with resets first.
        ['2.1.2g', 10],
        ['2.13.0g', 10],
      ]);

      const endless = report.bugs.find(({ name }) => name === 'endless-keep-alive-resets');
      expect(endless?.fixedIn).toBe('2.1.3');
      expect(endless?.adapters.map(({ host }) => host).sort()).toEqual(named(every(50)));

      expect(report.outliers.map(({ adapter, metric }) => [adapter.host, metric])).toEqual(
        expect.arrayContaining([
          ['host-7', 'ena_heartbeat_jitter_seconds'],
          ['host-8', 'ena_pps_allowance_exceeded_total'],
        ]),
      );
      expect(report.outliers).toHaveLength(2);
    } finally {
      await prometheus.close();
      await fleet.close();
    }
  },
);

testNeeding(['prometheus'], 'hosts whose agent no longer answers are told apart from those that are gone', async () => {
  const fleet = await serveFleet(5);
  const prometheus = await startPrometheus(5, fleet.port, 1);
  try {
    await prometheus.scraped(2, 240_000);
    await fleet.close();
    const query = prometheusApi({ url: prometheus.url });
    const down = async () => (await query('count(up == 0)'))[0]?.value === 5;
    await vi.waitUntil(down, { timeout: 30_000, interval: 200 });
    // Without an answer there is no adapter now: what is known is from before.
    expect(await askFleet(query, questions)).toMatchObject({ adapters: 0, unanswered: { length: 5 } });
  } finally {
    await prometheus.close();
  }
});

/** A panel's query as Grafana would send it, with all of the dashboard chosen. */
const asked = (expr: string): string => expr.replaceAll('$__rate_interval', '1m').replaceAll(/\$\w+/g, '.*');

testNeeding(['prometheus'], 'every panel of the dashboard finds what such an adapter exports', async () => {
  // Host 0 has an open problem.
  const fleet = await serveFleet(5);
  const prometheus = await startPrometheus(5, fleet.port, 1);
  try {
    const atSeconds = await prometheus.scraped(3, 240_000);
    const query = prometheusApi({ url: prometheus.url, atSeconds });
    const exported = new Set(
      (await query('group by (__name__) ({__name__=~"ena_.*"})')).map(({ labels }) => labels.__name__),
    );
    const expressions = dashboardRows.flatMap(({ panels }) =>
      panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
    );
    // Counters that only other drivers have, and resets, of which these hosts have none, are not here to be found.
    const answerable = expressions.filter((expr) =>
      (expr.match(/\bena_\w+/g) ?? []).every((name) => exported.has(name)),
    );
    expect(answerable.length).toBeGreaterThan(60);
    const unanswered: string[] = [];
    for (const expr of answerable) if ((await query(asked(expr))).length === 0) unanswered.push(expr);
    expect(unanswered).toEqual([]);
  } finally {
    await prometheus.close();
    await fleet.close();
  }
});
