import type { Random } from './random.ts';

/** A fault to plant: the lines it leaves, and the finding the doctor must come to. */
export interface Incident {
  readonly weight: number;
  /** Id of the finding that tells this fault from the others. */
  readonly finding: string;
  /** Whether the adapter is reset afterwards, with its dump and its banner. */
  readonly reset: boolean;
  /** The lines up to the reset. `cpu` is any CPU, `queue` any queue of the adapter. */
  readonly lines: (queue: number, random: Random) => readonly string[];
}

const device = 'ena 0000:00:05.0';
const adapter = `${device} ens5`;
const banner = 'Elastic Network Adapter (ENA) v2.13.3g';

const lateTx = (queue: number, r: Random, napiScheduled: 0 | 1): string[] =>
  Array.from(
    { length: 4 + r.below(8) },
    (_, slot) =>
      `${adapter}: TX hasn't completed, qid ${queue}, index ${slot * 7}. ${5000 + r.below(400)} msecs since last interrupt, ${5000 + r.below(400)} msecs since last napi execution, napi scheduled: ${napiScheduled}`,
  );

export const incidents: readonly Incident[] = [
  {
    weight: 4,
    finding: 'keep-alive-timeout',
    reset: true,
    lines: (_, r) => [`${adapter}: Keep alive watchdog timeout, ${6001 + r.below(900)} msecs since last keep alive.`],
  },
  {
    weight: 3,
    finding: 'tx-completion-missing',
    reset: true,
    lines: (queue, r) => [
      ...lateTx(queue, r, 0),
      `${adapter}: Lost TX completions are above the threshold (129 > 128). Completion transmission timeout: 5000 (msec). 5120 msecs since last interrupt, 5121 msecs since last napi execution.`,
      `${adapter}: No completion descriptors found in CQ ${queue}`,
    ],
  },
  {
    weight: 2,
    finding: 'soft-lockup-cpu',
    reset: true,
    lines: (queue, r) => [
      `watchdog: BUG: soft lockup - CPU#${queue} stuck for ${20 + r.below(6)}s! [java:${1000 + r.below(9000)}]`,
      ...lateTx(queue, r, 1),
      `${adapter}: Keep alive watchdog timeout, ${6001 + r.below(20000)} msecs since last keep alive.`,
    ],
  },
  {
    weight: 1,
    finding: 'device-requested-reset',
    reset: true,
    lines: () => [`${adapter}: The device has detected an unhealthy state, reset is requested`],
  },
  {
    weight: 1,
    finding: 'admin-queue-not-running',
    reset: true,
    lines: () => [`${adapter}: ENA admin queue is not in running state!`],
  },
  {
    weight: 1,
    finding: 'tx-timeout-netdev-watchdog',
    reset: true,
    lines: (queue) => [
      `${adapter}: NETDEV WATCHDOG: CPU: ${queue}: transmit queue ${queue} timed out 5424 ms`,
      `${adapter}: TX q ${queue} is paused for too long (threshold 5000000). Time since last napi 5424000 usec. napi scheduled: 0. msecs since last interrupt: 5424`,
    ],
  },
  {
    weight: 1,
    finding: 'rx-memory-pressure',
    reset: false,
    lines: (queue, r) => [
      `java: page allocation failure: order:0, mode:0x40a20(GFP_ATOMIC|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0 [${r.below(9999)}]`,
      ...Array.from({ length: 5 }, () => `${adapter}: Failed to allocate buffer for rx queue ${queue}`),
    ],
  },
];

const base = [
  'total_resets',
  'reset_fail',
  'tx_timeout',
  'wd_expired',
  'admin_q_pause',
  'bad_tx_req_id',
  'bad_rx_req_id',
  'bad_rx_desc_num',
  'missing_intr',
  'suspected_poll_starvation',
  'missing_tx_cmpl',
  'rx_desc_malformed',
  'tx_desc_malformed',
  'invalid_state',
  'os_netdev_wd',
  'missing_admin_interrupt',
  'admin_to',
  'device_request_reset',
  'suspend',
  'resume',
  'interface_down',
  'interface_up',
];
const tx = [
  'cnt',
  'bytes',
  'queue_stop',
  'queue_wakeup',
  'dma_mapping_err',
  'linearize',
  'linearize_failed',
  'napi_comp',
  'tx_poll',
  'doorbells',
  'prepare_ctx_err',
  'bad_req_id',
  'llq_buffer_copy',
  'missed_tx',
  'unmask_interrupt',
];
const rx = [
  'cnt',
  'bytes',
  'rx_copybreak_pkt',
  'csum_good',
  'refil_partial',
  'csum_bad',
  'page_alloc_fail',
  'skb_alloc_fail',
  'dma_mapping_err',
  'bad_desc_num',
  'bad_req_id',
  'empty_rx_ring',
  'csum_unchecked',
];
const traffic = new Set([
  'cnt',
  'bytes',
  'napi_comp',
  'tx_poll',
  'doorbells',
  'csum_good',
  'llq_buffer_copy',
  'unmask_interrupt',
]);

/** Every line a reset leaves: trigger, statistics dump of `queues` queues, device versions, banner. */
export const resetLines = (queues: number, resets: number, r: Random): string[] => {
  const queue = (name: string): number => (traffic.has(name) ? r.below(1e9) : 0);
  return [
    `${adapter}: Trigger reset is on`,
    ...base.map((name) => `${adapter}: ${name}: ${name === 'total_resets' ? resets : name === 'interface_up' ? 1 : 0}`),
    ...Array.from({ length: queues }, (_, q) =>
      tx.map((name) => `${adapter}: queue_${q}_tx_${name}: ${queue(name)}`),
    ).flat(),
    ...Array.from({ length: queues }, (_, q) =>
      rx.map((name) => `${adapter}: queue_${q}_rx_${name}: ${queue(name)}`),
    ).flat(),
    `${device}: ENA device version: 0.10`,
    `${device}: ENA controller version: 0.0.1 implementation version 1`,
    `${device}: Device reset completed, status: 0, Driver info: ${banner}`,
  ];
};

/** What the driver says when the host boots. */
export const bootLines: readonly string[] = [
  'Linux version 6.1.0-1019-aws (buildd@lcy02) #19-Ubuntu SMP',
  `${device}: ${banner}`,
  `${device}: ENA device version: 0.10`,
  `${device}: ENA controller version: 0.0.1 implementation version 1`,
  `${device}: Elastic Network Adapter (ENA) found at mem febf4000, mac addr 0a:82:97:cd:ec:be`,
  `${adapter}: renamed from eth0`,
];
