import type { Statistic } from '../../spec/statistics/index.ts';
import { statistics } from '../../spec/statistics/index.ts';
import type { Version } from '../../spec/versions.ts';
import { isWithin } from './span.ts';

/** Counters of the adapter in the order of drivers before 2.10.0 and of kernels. */
const adapterEarly =
  'tx_timeout io_suspend io_resume suspend resume wd_expired interface_up interface_down admin_q_pause reset_fail rx_drops tx_drops';

/** The same since 2.10.0: resets by reason come first. */
const adapterLate =
  'total_resets reset_fail tx_timeout wd_expired admin_q_pause bad_tx_req_id bad_rx_req_id bad_rx_desc_num missing_intr ' +
  'suspected_poll_starvation missing_tx_cmpl rx_desc_malformed tx_desc_malformed invalid_state os_netdev_wd ' +
  'missing_admin_interrupt admin_to device_request_reset missing_first_intr suspend resume interface_down interface_up';

const instance =
  'bw_in_allowance_exceeded bw_out_allowance_exceeded pps_allowance_exceeded conntrack_allowance_exceeded ' +
  'linklocal_allowance_exceeded conntrack_allowance_available';

const express = 'ena_srd_mode ena_srd_tx_pkts ena_srd_eligible_tx_pkts ena_srd_rx_pkts ena_srd_resource_utilization';

const tx =
  'cnt bytes queue_stop queue_wakeup dma_mapping_err linearize linearize_failed napi_comp tx_poll doorbells ' +
  'prepare_ctx_err missing_tx_comp bad_req_id llq_buffer_copy missed_tx encap_tx_csummed unmask_interrupt';

/** The order of the page's listing, before 1.1.2. */
const txEarliest =
  'cnt bytes queue_stop queue_wakeup dma_mapping_err napi_comp tx_poll doorbells linearize linearize_failed ' +
  'prepare_ctx_err missing_tx_comp bad_req_id';

/** The same since 2.14.0: what is counted by poller and doorbell comes first. */
const txLate =
  'tx_poll doorbells unmask_interrupt lost_interrupt cnt bytes queue_stop queue_wakeup dma_mapping_err linearize ' +
  'linearize_failed napi_comp prepare_ctx_err bad_req_id llq_buffer_copy missed_tx pending_timedout_pkts ' +
  'xsk_need_wakeup_set xsk_wakeup_request xsk_cnt xsk_bytes xdp_frags_exceeded xdp_short_linear_part';

const rxEarliest =
  'cnt bytes refil_partial bad_csum page_alloc_fail skb_alloc_fail dma_mapping_err bad_desc_num ' +
  'small_copy_len_pkt rx_copybreak_pkt bad_req_id empty_rx_ring';

const rx =
  'cnt bytes rx_copybreak_pkt csum_good refil_partial bad_csum csum_bad page_alloc_fail skb_alloc_fail dma_mapping_err ' +
  'bad_desc_num bad_req_id empty_rx_ring csum_unchecked xdp_aborted xdp_drop xdp_pass xdp_tx xdp_invalid xdp_redirect ' +
  'xsk_need_wakeup_set zc_queue_pkt_copy bp_invocations_cnt';

const admin = 'aborted_cmd submitted_cmd completed_cmd out_of_space no_completion';

const words = (text: string, prefix = ''): readonly string[] => text.split(' ').map((name) => prefix + name);

/** A statistic and the name one version gives it. `N` stands for the queue. */
export interface Listed {
  readonly id: string;
  readonly name: string;
}

const names = new Map<string, readonly { statistic: Statistic; printed: { releases?: string; kernels?: string } }[]>();
for (const statistic of statistics) {
  for (const printed of [statistic, ...(statistic.aliases ?? [])]) {
    names.set(printed.name, [...(names.get(printed.name) ?? []), { statistic, printed }]);
  }
}

const listed = (version: Version, order: readonly string[]): Listed[] =>
  order.flatMap((name) => {
    const row = names.get(name)?.find(({ printed }) => isWithin(version, printed));
    return row === undefined ? [] : [{ id: row.statistic.id, name }];
  });

/** What `ethtool -S` shows, part by part, each in its order. */
export interface StatisticOrder {
  readonly adapter: readonly Listed[];
  readonly instance: readonly Listed[];
  readonly express: readonly Listed[];
  readonly admin: readonly Listed[];
  readonly tx: readonly Listed[];
  readonly rx: readonly Listed[];
  /** The admin queue's counters come before those of the queues; behind them before 2.14.0. */
  readonly adminFirst: boolean;
}

/** The order of a version: facts are the statistics' own, order is found in listings of each age. */
export const statisticOrder = (version: Version): StatisticOrder => {
  const late = isWithin(version, { releases: '>=2.14.0' });
  const first = isWithin(version, { releases: '<1.1.2' });
  const early = isWithin(version, { releases: '<2.0.2', kernels: '<5.10' });
  return {
    adapter: listed(version, words(isWithin(version, { releases: '>=2.10.0' }) ? adapterLate : adapterEarly)),
    instance: listed(version, words(instance)),
    express: listed(version, words(express)),
    admin: listed(version, words(admin, 'ena_admin_q_')),
    tx: listed(version, words(first ? txEarliest : late ? txLate : tx, 'queue_N_tx_')),
    rx: listed(version, words(early ? rxEarliest : rx, 'queue_N_rx_')),
    adminFirst: late,
  };
};
