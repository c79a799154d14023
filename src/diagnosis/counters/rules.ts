import type { Blame, Severity } from '../report.ts';

/** What a counter above zero, or rising, leads to. Summed over queues where it is counted per queue. */
export interface CounterRule {
  /** Id of a row of `src/spec/statistics`. */
  readonly statistic: string;
  readonly finding: string;
  /** From which total on a single snapshot is a warning; below it is a notice. The reason stands beside it. */
  readonly warnFrom: number;
  /** A notice of its own for totals below `warnFrom`; without it they lead to `finding` as a notice. */
  readonly below?: string;
  readonly blame?: Blame;
  /** Weight of a rise; the finding's own where absent. */
  readonly risen?: Severity;
}

const reset = (statistic: string, finding: string): CounterRule => ({ statistic, finding, warnFrom: 1 });

/** Faults that a starved guest causes as well as a silent device: a total alone cannot tell which. */
const unclear = (statistic: string, finding: string): CounterRule => ({
  ...reset(statistic, finding),
  blame: 'unknown',
});

/**
 * One row per counter that says something by being above zero. Counters that only grow with traffic, or whose meaning
 * needs others beside them, are absent on purpose.
 */
export const counterRules: readonly CounterRule[] = [
  // Resets are rare events: one since boot is worth a line, with its cause.
  unclear('wd_expired', 'keep-alive-timeout'),
  unclear('tx_timeout', 'tx-timeout-netdev-watchdog'),
  unclear('os_netdev_wd', 'tx-timeout-netdev-watchdog'),
  unclear('admin_q_pause', 'admin-queue-not-running'),
  unclear('admin_to', 'admin-queue-timeout'),
  unclear('ena_admin_q_no_completion', 'admin-queue-timeout'),
  reset('missing_admin_interrupt', 'missed-admin-interrupt'),
  unclear('missing_tx_cmpl', 'tx-completion-missing'),
  reset('missing_intr', 'missed-interrupt'),
  reset('missing_first_intr', 'missed-interrupt'),
  reset('suspected_poll_starvation', 'napi-starvation'),
  reset('bad_rx_req_id', 'bad-rx-req-id'),
  reset('bad_tx_req_id', 'bad-tx-req-id'),
  reset('bad_rx_desc_num', 'rx-too-many-descriptors'),
  reset('rx_desc_malformed', 'rx-descriptor-malformed'),
  reset('tx_desc_malformed', 'tx-descriptor-malformed'),
  reset('invalid_state', 'driver-invalid-state'),
  reset('device_request_reset', 'device-requested-reset'),
  unclear('total_resets', 'device-reset'),
  unclear('reset_fail', 'reset-failed'),
  { statistic: 'rx_bad_req_id', finding: 'bad-rx-req-id', warnFrom: 1 },
  { statistic: 'tx_bad_req_id', finding: 'bad-tx-req-id', warnFrom: 1 },
  { statistic: 'rx_bad_desc_num', finding: 'rx-too-many-descriptors', warnFrom: 1 },
  { statistic: 'rx_bad_desc', finding: 'rx-descriptor-malformed', warnFrom: 1 },
  { statistic: 'tx_prepare_ctx_err', finding: 'driver-invalid-state', warnFrom: 1 },
  // The driver itself tolerates 128 overdue packets in a queue before it resets; fewer came late and were collected.
  { statistic: 'tx_missed_tx', finding: 'tx-completion-missing', warnFrom: 128, risen: 'warning' },
  // Each failed mapping dropped a packet; none happens on a guest with memory and IOMMU in order.
  { statistic: 'tx_dma_mapping_err', finding: 'dma-mapping-errors', warnFrom: 1 },
  { statistic: 'rx_dma_mapping_err', finding: 'dma-mapping-errors', warnFrom: 1 },
  // The driver retries a failed buffer; a hundred failures are no moment of pressure any more.
  {
    statistic: 'rx_page_alloc_fail',
    finding: 'rx-memory-pressure',
    warnFrom: 100,
    below: 'rx-buffer-allocation-notice',
  },
  {
    statistic: 'rx_skb_alloc_fail',
    finding: 'rx-memory-pressure',
    warnFrom: 100,
    below: 'rx-buffer-allocation-notice',
  },
  { statistic: 'rx_refil_partial', finding: 'rx-memory-pressure', warnFrom: 100, below: 'rx-buffer-allocation-notice' },
  {
    statistic: 'rx_mbuf_alloc_fail',
    finding: 'rx-memory-pressure',
    warnFrom: 100,
    below: 'rx-buffer-allocation-notice',
  },
  {
    statistic: 'rx_mjum_alloc_fail',
    finding: 'rx-memory-pressure',
    warnFrom: 10_000,
    below: 'rx-buffer-allocation-notice',
  },
  // Counted only after the ring stood empty for two checks in a row.
  { statistic: 'rx_empty_rx_ring', finding: 'rx-ring-stalled', warnFrom: 1 },
  // A hundred packets since boot are one microburst; conntrack and link-local packets are lost for good.
  { statistic: 'bw_in_allowance_exceeded', finding: 'allowance-exceeded:bw_in', warnFrom: 100 },
  { statistic: 'bw_out_allowance_exceeded', finding: 'allowance-exceeded:bw_out', warnFrom: 100 },
  { statistic: 'pps_allowance_exceeded', finding: 'allowance-exceeded:pps', warnFrom: 100 },
  { statistic: 'conntrack_allowance_exceeded', finding: 'allowance-exceeded:conntrack', warnFrom: 1 },
  { statistic: 'linklocal_allowance_exceeded', finding: 'allowance-exceeded:linklocal', warnFrom: 1 },
];

export const counterRuleOf: ReadonlyMap<string, CounterRule> = new Map(
  counterRules.map((rule) => [rule.statistic, rule]),
);
