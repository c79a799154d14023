import { describe, expect, it } from 'vitest';
import { statistics } from '../../spec/statistics/index.ts';
import { ownershipOf } from './counterOwner.ts';

describe('ownershipOf', () => {
  it.each([
    ['wd_expired'],
    ['tx_timeout', 'pps_allowance_exceeded'],
    ['queue_0_tx_cnt', 'queue_0_tx_missed_tx'],
    ['rx_good_packets', 'rx_q0_bad_req_id'],
    ['ena_admin_q_no_completion'],
    ['dev.ena.0.hw_stats.tx_drops', 'dev.ena.0.wd_expired'],
  ])('is sure of %j', (...names) => {
    expect(ownershipOf(names)).toBe('sure');
  });

  it('finds rows of several queues likely', () => {
    expect(ownershipOf(['queue_0_tx_cnt', 'queue_1_tx_cnt'])).toBe('likely');
    expect(ownershipOf(['queue_0_tx_cnt', 'queue_0_tx_bytes'])).toBe('open');
  });

  it.each([
    [],
    ['tx_timeout'],
    ['suspend', 'resume', 'interface_up', 'interface_down'],
    ['rx_drops', 'tx_drops', 'total_rx_bytes'],
    ['rx_good_packets', 'tx_good_bytes', 'rx_q0_packets', 'rx_q1_packets', 'rx_q0_errors'],
    ['unheard_of'],
  ])('leaves %j open', (...names) => {
    expect(ownershipOf(names)).toBe('open');
  });

  it('knows every shared name for open, and every other one for sure', () => {
    for (const { name, shared, scope } of statistics) {
      const expected = shared === true || scope === 'xdp-queue' ? 'open' : 'sure';
      expect(ownershipOf([name.replace('_N_', '_0_').replace('_qN_', '_q0_')]), name).toBe(expected);
    }
  });
});
