import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeFeed, incidentOf, problemOf } from '../../fakeFeed.ts';
import { FakeReceiver, hastyWorld } from '../delivery/fakeReceiver.ts';
import { Exporter } from '../prometheus/exporter.ts';
import { type Encoding, encodings } from './encoding.ts';
import { exportOtlp } from './otlp.ts';

const nowMs = 1_700_000_000_000;
let collector: FakeReceiver;
let feed: FakeFeed;

beforeEach(async () => {
  collector = await new FakeReceiver().listen();
  feed = new FakeFeed();
});
afterEach(() => collector.close());

const started = (everyMs = 10_000, encoding: Encoding = encodings['http/json']) =>
  exportOtlp(feed, new Exporter(feed, '1.2.3'), {
    endpoint: `${collector.url}/`,
    headers: { 'api-key': 'k' },
    everyMs,
    encoding,
    version: '1.2.3',
    now: () => nowMs,
    tell: () => {},
    world: hastyWorld(),
  });

const bodyOf = (path: string) => {
  const found = collector.received.find((request) => request.path === path);
  return found && JSON.parse(found.body);
};

test('sends counters as sums that only grow, since the agent was started', async () => {
  const otlp = started();
  feed.sample(nowMs, { queue_0_tx_bytes: 100, queue_1_tx_bytes: 50 });
  await otlp.close();
  const [{ resource, scopeMetrics }] = bodyOf('/v1/metrics').resourceMetrics;
  expect(resource.attributes).toContainEqual({ key: 'host.type', value: { stringValue: 'm7i.large' } });
  expect(scopeMetrics[0].metrics).toContainEqual({
    name: 'ena_tx_bytes',
    description: expect.any(String),
    unit: 'By',
    sum: {
      aggregationTemporality: 2,
      isMonotonic: true,
      dataPoints: [
        {
          attributes: [{ key: 'adapter', value: { stringValue: '0000:00:05.0' } }],
          startTimeUnixNano: '1700000000000000000',
          timeUnixNano: '1700000000000000000',
          asDouble: 150,
        },
      ],
    },
  });
  expect(collector.received[0]?.headers).toMatchObject({ 'api-key': 'k', 'content-type': 'application/json' });
});

test('sends what happened as logs, gathered', async () => {
  const otlp = started();
  feed.tell({ kind: 'incident-opened', incident: incidentOf({ outcome: 'unknown' }) }, nowMs);
  feed.tell({ kind: 'incident-closed', incident: incidentOf({ outcome: 'failed', resetReason: 1 }) }, nowMs + 5);
  await otlp.close();
  expect(collector.received.map(({ path }) => path)).toEqual(['/v1/logs']);
  const [, closed] = bodyOf('/v1/logs').resourceLogs[0].scopeLogs[0].logRecords;
  expect(closed).toMatchObject({
    timeUnixNano: '1700000000005000000',
    severityNumber: 17,
    severityText: 'ERROR',
    eventName: 'ena.incident-closed',
    body: { stringValue: expect.stringContaining('did not come back') },
  });
  expect(closed.attributes).toContainEqual({ key: 'ena.reset_reason', value: { intValue: '1' } });
});

test('sends metrics no more often than it is to', async () => {
  const otlp = started(10_000);
  for (let i = 0; i < 20; i++) feed.sample(nowMs + i * 1000, { wd_expired: i });
  await otlp.close();
  expect(collector.received.length).toBeLessThanOrEqual(2);
});

test('sends what happened during an outage when it is over', async () => {
  collector.answers = [503, 503, 503];
  const otlp = started();
  for (let i = 0; i < 3; i++) feed.tell({ kind: 'blind', what: `${i}` }, nowMs + i);
  while (collector.received.length < 4) await new Promise<void>((resolve) => setImmediate(resolve));
  await otlp.close();
  const last = JSON.parse(collector.received[3]!.body);
  expect(last.resourceLogs[0].scopeLogs[0].logRecords).toHaveLength(3);
});

test('sends what stands in both as protobuf, by the names of the endpoint', async () => {
  const otlp = started(10_000, encodings['http/protobuf']);
  feed.tell({ kind: 'blind', what: 'tracing' }, nowMs);
  feed.sample(nowMs, { wd_expired: 1 });
  await otlp.close();
  expect(collector.received.map(({ headers }) => headers['content-type'])).toEqual([
    'application/x-protobuf',
    'application/x-protobuf',
  ]);
  expect(collector.received.map(({ body }) => /ena_wd_expired|tracing/.exec(body)?.[0]).toSorted()).toEqual([
    'ena_wd_expired',
    'tracing',
  ]);
});

test('tells no unit of what has none, and one host from another', async () => {
  const otlp = started();
  feed.problems = [problemOf('keep-alive-timeout')];
  feed.sample(nowMs, { wd_expired: 1 });
  await otlp.close();
  const [{ resource, scopeMetrics }] = bodyOf('/v1/metrics').resourceMetrics;
  const problem = scopeMetrics[0].metrics.find(({ name }: { name: string }) => name === 'ena_problem');
  // Receivers would call it ena_problem_ratio, which no alert asks for.
  expect(problem).not.toHaveProperty('unit');
  expect(resource.attributes).toContainEqual({ key: 'service.instance.id', value: { stringValue: 'web-1' } });
});
