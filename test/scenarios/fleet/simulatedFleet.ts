import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { statistics } from '../../../src/spec/statistics/index.ts';
import { Exporter } from '../../../src/watch/export/prometheus/exporter.ts';
import { prometheusText } from '../../../src/watch/export/prometheus/exposition.ts';
import { FakeFeed, incidentOf, problemOf } from '../../../src/watch/fakeFeed.ts';
import type { Problem, WatchedIncident } from '../../../src/watch/happening.ts';

/** What is the matter with a host of the simulated fleet. */
export interface Ailment {
  readonly problems?: readonly Problem[];
  /** Resets that ended. */
  readonly incidents?: readonly WatchedIncident[];
  readonly jitterMs?: number;
  /** By how much counters grow a second, beside traffic. */
  readonly perSecond?: Readonly<Record<string, number>>;
}

/** Their sums are what is exported: more queues are no more series. */
const queues = 2;
const versions = ['2.13.0g', '2.16.1g', '2.1.2g', '6.12.34'];
const types = ['m7i.large', 'c6gn.xlarge', 'r5.4xlarge'];
export const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

/** Host `i` is of one of these kinds, however large the fleet. */
export const versionOf = (i: number): string => versions[i % versions.length]!;
export const typeOf = (i: number): string => types[i % types.length]!;
export const zoneOf = (i: number): string => zones[i % zones.length]!;

const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);
const lost = () => incidentOf({ cause: 'keep-alive-timeout' });

/** What ails host `i`: two of a hundred are in trouble, and two hosts stick out. */
export const ailmentOf = (i: number): Ailment => {
  if (i % 100 === 0) return { problems: [problemOf('keep-alive-timeout')] };
  // Hosts 50, 150, … run 2.1.2g, which resets itself again and again.
  if (i % 100 === 50) return { incidents: times(4, lost) };
  if (i === 7) return { jitterMs: 3000 };
  if (i === 8) return { perSecond: { pps_allowance_exceeded: 5000 } };
  return {};
};

/** The names a recent driver prints. */
const names = statistics
  .filter(({ releases, id }) => releases?.startsWith('>=') && /^\w+$/.test(id))
  .flatMap(({ name }) =>
    name.includes('_N_') ? Array.from({ length: queues }, (_, queue) => name.replace('_N_', `_${queue}_`)) : [name],
  );

const hostOf = (i: number, beginMs: number) => {
  const ailment = ailmentOf(i);
  const feed = new FakeFeed();
  const exporter = new Exporter(feed, 'simulated');
  feed.host = { hostname: `host-${i}`, kernel: '6.12.0', instanceType: typeOf(i) };
  feed.problems = ailment.problems ?? [];
  for (const incident of ailment.incidents ?? []) feed.tell({ kind: 'incident-closed', incident }, 0);
  return (nowMs: number): string => {
    const seconds = (nowMs - beginMs) / 1000;
    const grow = (name: string) => (/_cnt$|_bytes$/.test(name) ? 1000 : (ailment.perSecond?.[name] ?? 0));
    feed.adapters = [
      {
        pci: '0000:00:05.0',
        interfaces: ['ens5'],
        driver: { name: 'ena', version: versionOf(i) },
        sample: { atMs: nowMs, names, values: Float64Array.from(names, (name) => Math.floor(seconds * grow(name))) },
        heartbeat: {
          lastMs: nowMs - 500,
          beats: Math.floor(seconds),
          intervalMs: 1000,
          jitterMs: ailment.jitterMs ?? 2 + (i % 5),
          watchdogMs: 6000,
        },
      },
    ];
    return prometheusText.write(exporter.metrics(nowMs));
  };
};

/** Serves the metrics of many hosts, each at `/metrics?host=N`. */
export const serveFleet = async (hosts: number): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const beginMs = Date.now();
  const all = Array.from({ length: hosts }, (_, i) => hostOf(i, beginMs));
  const server = createServer((request, response) => {
    const host = all[Number(new URLSearchParams(request.url?.split('?')[1]).get('host'))];
    response.writeHead(host === undefined ? 404 : 200, { 'content-type': prometheusText.contentType });
    response.end(host?.(Date.now()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
