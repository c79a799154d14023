import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeFeed } from '../../fakeFeed.ts';
import { type MetricsServer, serveMetrics } from './endpoint.ts';
import { Exporter } from './exporter.ts';

let server: MetricsServer;
const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}${path}`, init);

beforeEach(async () => {
  const feed = new FakeFeed();
  feed.sample(0, { queue_0_tx_cnt: 4 });
  server = await serveMetrics(new Exporter(feed, '1.2.3'), { host: '127.0.0.1', port: 0 }, () => 0);
});
afterEach(() => server.close());

test('answers in the form that is asked for', async () => {
  const answer = await ask('/metrics', { headers: { accept: 'application/openmetrics-text' } });
  expect(answer.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  expect(await answer.text()).toMatch(/# EOF\n$/);
});

test('tells queues apart on demand', async () => {
  expect(await (await ask('/metrics?per=queue')).text()).toContain('queue="0"} 4');
  expect(await (await ask('/metrics')).text()).not.toContain('queue="0"');
});

test('has nothing but metrics, and takes nothing', async () => {
  expect((await ask('/')).status).toBe(404);
  expect((await ask('//')).status).toBe(404);
  expect((await ask('/metrics', { method: 'POST', body: 'x' })).status).toBe(405);
});

test('rejects where the port is taken', async () => {
  const again = serveMetrics(new Exporter(new FakeFeed(), '1'), { host: '127.0.0.1', port: server.port }, () => 0);
  await expect(again).rejects.toThrow('EADDRINUSE');
});
