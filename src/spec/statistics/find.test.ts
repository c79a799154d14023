import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findStatistic } from './find.ts';

const at = (name: string) => {
  const found = findStatistic(name);
  return found && [found.statistic.id, found.family, found.queue];
};

test('finds a name of the adapter', () => {
  expect(at('wd_expired')).toEqual(['wd_expired', 'linux', undefined]);
  expect(at('ena_admin_q_no_completion')).toEqual(['ena_admin_q_no_completion', 'linux', undefined]);
});

test('finds a name of a queue and tells which', () => {
  expect(at('queue_3_tx_missed_tx')).toEqual(['tx_missed_tx', 'linux', 3]);
  expect(at('queue_127_rx_rx_copybreak_pkt')).toEqual(['rx_rx_copybreak_pkt', 'linux', 127]);
});

test('finds a name behind that of the tool', () => {
  expect(at('ethtool_bw_in_allowance_exceeded')?.[0]).toBe('bw_in_allowance_exceeded');
  expect(at('node_ethtool_queue_3_tx_missed_tx')).toEqual(['tx_missed_tx', 'linux', 3]);
});

test('finds the names of older releases', () => {
  expect(at('queue_0_tx_missing_tx_comp')).toEqual(['tx_missed_tx', 'linux', 0]);
  expect(at('queue_0_rx_small_copy_len_pkt')).toEqual(['rx_rx_copybreak_pkt', 'linux', 0]);
  expect(at('queue_0_rx_bad_csum')).toEqual(['rx_csum_bad', 'linux', 0]);
});

test('finds the names of DPDK', () => {
  expect(at('rx_q0_bad_req_id')).toEqual(['rx_bad_req_id', 'dpdk', 0]);
  expect(at('tx_q12_available_desc')).toEqual(['tx_available_desc', 'dpdk', 12]);
  expect(at('rx_q0packets')).toEqual(['rx_packets', 'dpdk', 0]);
});

test('finds the names of FreeBSD, its misspelling included', () => {
  expect(at('dev.ena.0.hw_stats.tx_drops')).toEqual(['tx_drops', 'freebsd', undefined]);
  expect(at('dev.ena.1.queue7.tx_ring.missing_tx_comp')).toEqual(['tx_missed_tx', 'freebsd', 7]);
  expect(at('dev.ena.0.admin_stats.sumbitted_cmd')).toEqual(['ena_admin_q_submitted_cmd', 'freebsd', undefined]);
});

test('knows a sum over all queues for what it is', () => {
  expect(findStatistic('total_tx_cnt')).toMatchObject({ statistic: { id: 'tx_cnt' }, sum: true });
  expect(findStatistic('total_resets')).not.toHaveProperty('sum');
});

test('knows a queue of XDP for what it is', () => {
  expect(findStatistic('queue_8_xdp_tx_queue_stop')).toMatchObject({
    statistic: { id: 'tx_queue_stop' },
    queue: 8,
    xdp: true,
  });
  expect(findStatistic('queue_8_rx_xdp_tx')).toMatchObject({ statistic: { id: 'rx_xdp_tx' }, queue: 8 });
});

test('bears blanks and a colon around the name', () => {
  expect(at('     queue_0_rx_refil_partial: ')).toEqual(['rx_refil_partial', 'linux', 0]);
  expect(at('wd_expired :')).toEqual(['wd_expired', 'linux', undefined]);
});

test('a name that several drivers print is the Linux driver’s', () => {
  expect(at('tx_drops')).toEqual(['tx_drops', 'linux', undefined]);
  expect(at('rx_overruns')).toEqual(['rx_overruns', 'dpdk', undefined]);
});

test('knows no other driver’s names', () => {
  for (const name of ['rx_queue_0_packets', 'tx_bytes', 'queue_tx_cnt', 'queue_0_', 'dev.em.0.wd_expired', '', ':']) {
    expect(findStatistic(name), name).toBeUndefined();
  }
});

test('survives any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void findStatistic(text)));
  expect(findStatistic('__proto__')).toBeUndefined();
  expect(findStatistic(`queue_${'1'.repeat(1e6)}_tx_cnt`)).toBeUndefined();
});
