/**
 * What `ena fleet` costs the server it asks, as the fleet grows: a real Prometheus of this machine scrapes simulated
 * adapters. Sizes of fleets are operands: `node bench/fleet.ts [--victoria-metrics] 100 1000 5000`.
 */
import { parseArgs } from 'node:util';
import { askFleet } from '../src/watch/fleet/fleet.ts';
import { prometheusApi, type QueryCost } from '../src/watch/fleet/prometheusApi.ts';
import { startPrometheus } from '../test/scenarios/fleet/prometheusServer.ts';
import { serveFleet } from '../test/scenarios/fleet/simulatedFleet.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'victoria-metrics': { type: 'boolean' } },
});
const program = values['victoria-metrics'] ? 'victoria-metrics' : 'prometheus';
const sizes = positionals.length > 0 ? positionals.map(Number) : [100, 1000, 5000];

const measured = async (hosts: number): Promise<string> => {
  const intervalSeconds = Math.max(5, Math.ceil(hosts / 30));
  const fleet = await serveFleet(hosts);
  const prometheus = await startPrometheus(hosts, fleet.port, intervalSeconds, program);
  try {
    const atSeconds = await prometheus.scraped(2, 900_000);
    // Nothing is scraped while it is measured.
    await fleet.close();
    const costs: QueryCost[] = [];
    const query = prometheusApi({ url: prometheus.url, atSeconds, spent: (_, cost) => costs.push(cost) });
    const [series] = await prometheusApi({ url: prometheus.url, atSeconds })('count({__name__=~"ena_.*"})');
    await askFleet(query, { groupBy: 'cause', window: '5m', identity: ['job', 'instance'] });
    const sum = (of: (cost: QueryCost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
    const slowest = Math.max(...costs.map(({ milliseconds }) => milliseconds));
    return [
      `${hosts}`,
      `${series?.value}`,
      `${costs.length}`,
      `${sum(({ milliseconds }) => milliseconds).toFixed(0)} ms`,
      `${slowest.toFixed(0)} ms`,
      `${(sum(({ bytes }) => bytes) / 1000).toFixed(1)} kB`,
    ].join(' | ');
  } finally {
    await prometheus.close();
  }
};

process.stdout.write('| Adapters | Series | Queries | All queries | Slowest | Answers |\n|---|---|---|---|---|---|\n');
for (const hosts of sizes) process.stdout.write(`| ${await measured(hosts)} |\n`);
