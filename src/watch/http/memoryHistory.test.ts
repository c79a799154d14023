import { describe, expect, test } from 'vitest';
import { FakeFeed, incidentOf, problemOf } from '../fakeFeed.ts';
import { newestHappenings } from './history.ts';
import { MemoryHistory } from './memoryHistory.ts';

const pci = '0000:00:05.0';

describe('history in memory', () => {
  test('sums a statistic over queues', async () => {
    const feed = new FakeFeed();
    const history = new MemoryHistory(feed);
    feed.sample(1000, { queue_0_rx_bytes: 1, queue_1_rx_bytes: 2 });
    expect(await history.series(pci, 'rx_bytes', 0, 9000, 10)).toEqual([{ atMs: 1000, value: 3 }]);
  });

  test('keeps within the span and the number of points, with the newest among them', async () => {
    const feed = new FakeFeed();
    const history = new MemoryHistory(feed);
    for (let i = 1; i <= 100; i++) feed.sample(i * 1000, { rx_drops: i });
    const points = await history.series(pci, 'rx_drops', 20_000, 80_000, 10);
    expect(points.length).toBeLessThanOrEqual(10);
    expect(points.at(-1)).toEqual({ atMs: 80_000, value: 80 });
    expect(points[0]!.atMs).toBeGreaterThanOrEqual(20_000);
  });

  test('lets go of what is older than an hour of rounds', async () => {
    const feed = new FakeFeed();
    const history = new MemoryHistory(feed);
    for (let i = 1; i <= 10_000; i++) feed.sample(i * 1000, { rx_drops: i });
    const points = await history.series(pci, 'rx_drops', 0, 1e9, 1e6);
    expect(points.length).toBeLessThanOrEqual(4500);
    expect(points.at(-1)!.value).toBe(10_000);
  });

  test('knows nothing of what it was not told', async () => {
    const history = new MemoryHistory(new FakeFeed());
    expect(await history.series('x', 'y', 0, 1, 1)).toEqual([]);
  });

  test('hears nothing after it was closed', async () => {
    const feed = new FakeFeed();
    const history = new MemoryHistory(feed);
    history.close();
    feed.sample(1000, { rx_drops: 1 });
    expect(await history.series(pci, 'rx_drops', 0, 9000, 10)).toEqual([]);
  });

  test('gives the newest of what happened, oldest first', async () => {
    const feed = new FakeFeed();
    const history = new MemoryHistory(feed);
    for (let i = 1; i <= 2500; i++) feed.tell({ kind: 'problem-opened', problem: problemOf(`p${i}`) }, i);
    const newest = await newestHappenings(history, 0, 1e9, 3);
    expect(newest.map(({ seq }) => seq)).toEqual([2498, 2499, 2500]);
  });

  test('gives the newest of one kind, however much else happened since', async () => {
    const feed = new FakeFeed();
    const history = new MemoryHistory(feed);
    feed.tell({ kind: 'incident-closed', incident: incidentOf() }, 1);
    for (let i = 2; i <= 2500; i++) feed.tell({ kind: 'problem-opened', problem: problemOf(`p${i}`) }, i);
    const newest = await newestHappenings(history, 0, 1e9, 3, 'incident-closed');
    expect(newest.map(({ seq }) => seq)).toEqual([1]);
  });
});
