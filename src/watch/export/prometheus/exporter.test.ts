import { expect, test } from 'vitest';
import { FakeFeed, incidentOf, problemOf, sampleOf } from '../../fakeFeed.ts';
import { Exporter } from './exporter.ts';
import { prometheusText } from './exposition.ts';

const told = (feed: FakeFeed, nowMs = 10_000, perQueue = false): string => {
  const exporter = new Exporter(feed, '1.2.3');
  return prometheusText.write(exporter.metrics(nowMs, perQueue));
};

const sampled = (): FakeFeed => {
  const feed = new FakeFeed();
  feed.sample(9000, { wd_expired: 3, queue_0_tx_cnt: 1, queue_1_tx_cnt: 2, ena_srd_resource_utilization: 25 });
  return feed;
};

test('tells who the adapter is once, and not on every number', () => {
  expect(told(new FakeFeed())).toContain(
    'ena_adapter_info{adapter="0000:00:05.0",interface="ens5",driver="ena",version="2.13.0g",kernel="6.12.0",instance_type="m7i.large",host="web-1"} 1\n',
  );
});

test('sums queues unless asked for each', () => {
  expect(told(sampled())).toContain('ena_tx_cnt_total{adapter="0000:00:05.0"} 3\n');
  const split = told(sampled(), 10_000, true);
  expect(split).toContain('ena_tx_cnt_total{adapter="0000:00:05.0",queue="1"} 2\n');
  expect(split).not.toContain('ena_tx_cnt_total{adapter="0000:00:05.0"} 3\n');
  expect(split).toContain('ena_wd_expired_total{adapter="0000:00:05.0"} 3\n');
});

test('tells shares as ratios', () => {
  expect(told(sampled())).toContain('ena_srd_resource_utilization_ratio{adapter="0000:00:05.0"} 0.25\n');
});

test('tells what is wrong, and nothing where nothing is', () => {
  const feed = sampled();
  expect(told(feed)).not.toContain('ena_problem{');
  feed.problems = [problemOf('keep-alive-timeout')];
  expect(told(feed)).toContain(
    'ena_problem{adapter="0000:00:05.0",finding="keep-alive-timeout",severity="critical",blame="device"} 1\n',
  );
});

test('counts incidents when they are over', () => {
  const feed = new FakeFeed();
  const exporter = new Exporter(feed, '1.2.3');
  feed.tell({ kind: 'incident-opened', incident: incidentOf({ outcome: 'unknown' }) }, 1);
  for (const atMs of [2, 3]) feed.tell({ kind: 'incident-closed', incident: incidentOf() }, atMs);
  exporter.close();
  feed.tell({ kind: 'incident-closed', incident: incidentOf() }, 4);
  expect(prometheusText.write(exporter.metrics(5))).toContain(
    'ena_incidents_total{adapter="0000:00:05.0",cause="keep-alive-timeout",blame="device",outcome="recovered"} 2\n',
  );
});

test('tells how long the heart has been silent, or that it cannot be heard', () => {
  const feed = new FakeFeed();
  expect(told(feed)).toContain('ena_heartbeat_visible{adapter="0000:00:05.0"} 0\n');
  const heartbeat = { lastMs: 7500, beats: 12, intervalMs: 1000, jitterMs: 2, watchdogMs: 6000 };
  feed.adapters = [{ pci: '0000:00:05.0', interfaces: [], heartbeat }];
  const text = told(feed);
  expect(text).toContain('ena_heartbeat_age_seconds{adapter="0000:00:05.0"} 2.5\n');
  expect(text).toContain('ena_heartbeat_limit_seconds{adapter="0000:00:05.0"} 6\n');
  expect(text).toContain('ena_heartbeats_total{adapter="0000:00:05.0"} 12\n');
});

test('has few series: those of 32 queues are as many as those of one', () => {
  const series = (queues: number): number => {
    const names = Array.from({ length: queues }, (_, queue) => [`queue_${queue}_tx_cnt`, `queue_${queue}_rx_cnt`]);
    const feed = new FakeFeed();
    const sample = sampleOf(0, Object.fromEntries(names.flat().map((name) => [name, 1])));
    feed.adapters = [{ pci: '0000:00:05.0', interfaces: ['ens5'], sample }];
    return told(feed)
      .split('\n')
      .filter((text) => text.startsWith('ena_')).length;
  };
  expect(series(32)).toBe(series(1));
});
