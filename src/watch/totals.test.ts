import { expect, test } from 'vitest';
import { sampleOf } from './fakeFeed.ts';
import { perQueueOf, totalsOf } from './totals.ts';

const counters = {
  wd_expired: 2,
  queue_0_tx_cnt: 10,
  queue_1_tx_cnt: 30,
  total_tx_cnt: 40,
  queue_2_xdp_tx_cnt: 5,
  queue_0_rx_bytes: 1500,
  of_a_driver_to_come: 7,
};

const named = (of: ReturnType<typeof totalsOf>) =>
  Object.fromEntries(of.statistics.map(({ id }, i) => [id, of.values[i]]));

test('sums queues, those of XDP too, and leaves out sums the driver prints itself', () => {
  expect(named(totalsOf(sampleOf(0, counters)))).toEqual({ wd_expired: 2, tx_cnt: 45, rx_bytes: 1500 });
});

test('tells how many names it does not know', () => {
  expect(totalsOf(sampleOf(0, counters)).unknown).toBe(2);
});

test('keeps its list of statistics while the driver keeps its names', () => {
  const sample = sampleOf(0, counters);
  expect(totalsOf(sample).statistics).toBe(totalsOf({ ...sample, atMs: 1 }).statistics);
});

test('tells queues apart when asked', () => {
  const queues = perQueueOf(sampleOf(0, counters)).map(({ statistic, queue, value }) => [statistic.id, queue, value]);
  expect(queues).toEqual([
    ['tx_cnt', 0, 10],
    ['tx_cnt', 1, 30],
    ['tx_cnt', 2, 5],
    ['rx_bytes', 0, 1500],
  ]);
});
