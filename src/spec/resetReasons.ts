import type { EventId } from './events/index.ts';

/** Where to look for the fault behind a reset. `none`: nothing is wrong, somebody asked for it. */
export type ResetBlame = 'device' | 'guest-cpu' | 'driver' | 'unknown' | 'none';

/** Why a driver resets the adapter. The number travels to the device in DEV_CTL. */
export interface ResetReason {
  readonly number: number;
  readonly name: string;
  /** As the driver's headers call it, so that grep finds it. */
  readonly driverName: string;
  /** First out-of-tree Linux release whose headers have it. `meaning` says where none sends it. */
  readonly since: string;
  /** Id of the statistic that counts it, and the first Linux release that has the counter. */
  readonly counter?: { readonly statistic: string; readonly since: string };
  /** Log events by which it shows before the reset. */
  readonly events: readonly EventId[];
  readonly meaning: string;
  readonly blame: ResetBlame;
  /** Why the blame falls there. */
  readonly blamedBecause: string;
}

/** The highest number that a device without extended reset reasons understands: its field has four bits. */
export const lastPlainReason = 15;

/** What drivers send instead of a number above `lastPlainReason` to a device without extended reset reasons (GENERIC). */
export const substituteReason = 13;

/** All reset reasons; row n has the number n. Numbers: `ena_regs_defs.h`; releases: found by comparing every release. */
// biome-ignore format: a table
export const resetReasons: readonly ResetReason[] = [
  {
    number: 0, name: 'normal', driverName: 'ENA_REGS_RESET_NORMAL', since: '1.2.0',
    events: ['capabilities-refresh'],
    meaning: 'An orderly start: when the driver probes the adapter, restores it after any other reset, wakes it from sleep or changes its set-up. Each recovery therefore ends with a second reset, of this reason.',
    blame: 'none', blamedBecause: 'Nothing failed; the driver starts the device from a known state.',
  },
  {
    number: 1, name: 'keep-alive-timeout', driverName: 'ENA_REGS_RESET_KEEP_ALIVE_TO', since: '1.2.0', counter: { statistic: 'wd_expired', since: '1.0.0' },
    events: ['keep-alive-lost'],
    meaning: 'The driver heard no keep-alive event within its limit.',
    blame: 'device',
    blamedBecause: 'The device sends one each second whatever the load. From 2.12.0 on a keep-alive that merely lay unread is told apart (reason 18); before that a starved CPU looks the same.',
  },
  {
    number: 2, name: 'admin-timeout', driverName: 'ENA_REGS_RESET_ADMIN_TO', since: '1.2.0', counter: { statistic: 'admin_to', since: '2.11.0' },
    events: ['admin-queue-stopped', 'admin-completion-missing'],
    meaning: 'An admin command got no completion in time, the driver stopped its admin queue, and the next check found it stopped.',
    blame: 'device', blamedBecause: 'The driver looked for the completion itself before it gave up, and it was not in memory.',
  },
  {
    number: 3, name: 'missing-tx-completions', driverName: 'ENA_REGS_RESET_MISS_TX_CMPL', since: '1.2.0', counter: { statistic: 'missing_tx_cmpl', since: '2.10.0' },
    events: ['tx-completions-lost', 'tx-completions-not-posted'],
    meaning: 'More packets than the threshold (128 on one queue) were overdue: sent, and not completed within 5 s.',
    blame: 'unknown',
    blamedBecause: 'Either the device did not complete them or no CPU ran to read the completions. From 2.9.0 on the driver looks into the completion queue and says which; before, look at CPU load, soft lockups and steal.',
  },
  {
    number: 4, name: 'invalid-rx-request-id', driverName: 'ENA_REGS_RESET_INV_RX_REQ_ID', since: '1.2.0', counter: { statistic: 'bad_rx_req_id', since: '2.10.0' },
    events: ['rx-request-id-invalid'],
    meaning: 'An Rx completion named a buffer that is out of range or not with the device.',
    blame: 'device', blamedBecause: 'The device writes the id; the driver only checks it. Memory overwritten by someone else is the rare alternative.',
  },
  {
    number: 5, name: 'invalid-tx-request-id', driverName: 'ENA_REGS_RESET_INV_TX_REQ_ID', since: '1.2.0', counter: { statistic: 'bad_tx_req_id', since: '2.10.0' },
    events: ['tx-request-id-invalid'],
    meaning: 'A Tx completion named a packet that is out of range or not in flight.',
    blame: 'device', blamedBecause: 'The device writes the id; the driver only checks it. Memory overwritten by someone else is the rare alternative.',
  },
  {
    number: 6, name: 'too-many-rx-descriptors', driverName: 'ENA_REGS_RESET_TOO_MANY_RX_DESCS', since: '1.2.0', counter: { statistic: 'bad_rx_desc_num', since: '2.10.0' },
    events: ['rx-too-many-descriptors'],
    meaning: 'A received packet came in more pieces than driver and device had agreed.',
    blame: 'device', blamedBecause: 'The device splits packets and knows the limit.',
  },
  {
    number: 7, name: 'init-error', driverName: 'ENA_REGS_RESET_INIT_ERR', since: '1.2.0',
    events: ['probe-step-failed'],
    meaning: 'Probing failed after the admin interrupt was on; the driver leaves the device in a clean state.',
    blame: 'unknown', blamedBecause: 'The reset only tidies up. The line of the step that failed names the cause.',
  },
  {
    number: 8, name: 'driver-invalid-state', driverName: 'ENA_REGS_RESET_DRIVER_INVALID_STATE', since: '1.2.0', counter: { statistic: 'invalid_state', since: '2.10.0' },
    events: ['tx-prepare-failed'],
    meaning: 'The driver could not build the descriptors of a packet, or a restore failed half-way.',
    blame: 'driver', blamedBecause: 'The driver met a state of its own that it holds impossible; no device answer is involved.',
  },
  {
    number: 9, name: 'os-trigger', driverName: 'ENA_REGS_RESET_OS_TRIGGER', since: '1.2.0', counter: { statistic: 'os_trigger', since: '2.8.0' },
    events: [],
    meaning: 'An operator changed rings, queues or RSS by sysctl. Only FreeBSD sends it (and its counter is FreeBSD’s).',
    blame: 'none', blamedBecause: 'It is how FreeBSD applies a new configuration.',
  },
  {
    number: 10, name: 'os-netdev-watchdog', driverName: 'ENA_REGS_RESET_OS_NETDEV_WD', since: '1.2.0', counter: { statistic: 'os_netdev_wd', since: '2.10.0' },
    events: ['tx-queue-paused'],
    meaning: 'The network stack’s watchdog found a Tx queue stopped for 5 s.',
    blame: 'unknown',
    blamedBecause: 'A queue stays stopped when completions do not come or are not read. From 2.7.2 on the driver turns this into reason 15 when it finds its poller starved.',
  },
  {
    number: 11, name: 'shutdown', driverName: 'ENA_REGS_RESET_SHUTDOWN', since: '1.2.0',
    events: [],
    meaning: 'The driver was unloaded or the system shut down. Before 2.2.0 removal was sent as reason 0.',
    blame: 'none', blamedBecause: 'Nothing failed.',
  },
  {
    number: 12, name: 'user-trigger', driverName: 'ENA_REGS_RESET_USER_TRIGGER', since: '1.2.0',
    events: [],
    meaning: 'Reserved for a reset an operator asks for. No driver sends it.',
    blame: 'none', blamedBecause: 'Nothing failed.',
  },
  {
    number: 13, name: 'generic', driverName: 'ENA_REGS_RESET_GENERIC', since: '1.2.0',
    events: [],
    meaning: 'Stands for any reason from 16 on when the device does not understand extended reasons (its capability bit 3 is off); the driver’s own counters still tell the true one. DPDK also sends it when its control-path alarm cannot be set again.',
    blame: 'unknown', blamedBecause: 'It hides the true reason; take that from the counters or the lines before the reset.',
  },
  {
    number: 14, name: 'missing-interrupt', driverName: 'ENA_REGS_RESET_MISS_INTERRUPT', since: '1.5.0', counter: { statistic: 'missing_intr', since: '2.10.0' },
    events: ['tx-completions-unread', 'first-interrupt-missing'],
    meaning: 'Completions lay in memory and no interrupt announced them. From 1.5.0 to 2.12.3 also: a queue never got its first interrupt, which is reason 20 since.',
    blame: 'guest-cpu', blamedBecause: 'The device completed its work. The interrupt was lost on the way or not taken: routing, affinity, a CPU that was offline or not running.',
  },
  {
    number: 15, name: 'suspected-poll-starvation', driverName: 'ENA_REGS_RESET_SUSPECTED_POLL_STARVATION', since: '2.7.2', counter: { statistic: 'suspected_poll_starvation', since: '2.10.0' },
    events: ['poll-starved'],
    meaning: 'The interrupt came and the poller was scheduled, but it did not run for seconds.',
    blame: 'guest-cpu', blamedBecause: 'Scheduling is the guest’s: a busy or paused CPU kept the poller waiting. The adapter is the victim.',
  },
  {
    number: 16, name: 'rx-descriptor-malformed', driverName: 'ENA_REGS_RESET_RX_DESCRIPTOR_MALFORMED', since: '2.8.3', counter: { statistic: 'rx_desc_malformed', since: '2.10.0' },
    events: ['rx-descriptor-malformed'],
    meaning: 'An Rx completion had the mark of a first piece inside a packet or, from 2.10.0 on, bits set that must be zero.',
    blame: 'device', blamedBecause: 'The device writes completions. Memory overwritten by someone else is the rare alternative.',
  },
  {
    number: 17, name: 'tx-descriptor-malformed', driverName: 'ENA_REGS_RESET_TX_DESCRIPTOR_MALFORMED', since: '2.10.0', counter: { statistic: 'tx_desc_malformed', since: '2.10.0' },
    events: ['tx-descriptor-malformed', 'tx-completion-faulty'],
    meaning: 'A Tx completion had bits set that must be zero.',
    blame: 'device', blamedBecause: 'The device writes completions. Memory overwritten by someone else is the rare alternative.',
  },
  {
    number: 18, name: 'missing-admin-interrupt', driverName: 'ENA_REGS_RESET_MISSING_ADMIN_INTERRUPT', since: '2.11.0', counter: { statistic: 'missing_admin_interrupt', since: '2.11.0' },
    events: ['admin-interrupt-missing', 'keep-alive-lost'],
    meaning: 'An admin completion lay in memory and its interrupt never came; from 2.12.0 on also: a keep-alive lay unread when the keep-alive limit ran out.',
    blame: 'guest-cpu', blamedBecause: 'The device did its part: what it had to write was in memory. The interrupt was lost on the way or its CPU did not take it.',
  },
  {
    number: 19, name: 'device-request', driverName: 'ENA_REGS_RESET_DEVICE_REQUEST', since: '2.12.0', counter: { statistic: 'device_request_reset', since: '2.12.0' },
    events: ['device-reset-requested'],
    meaning: 'The device asked for the reset by an event.',
    blame: 'device', blamedBecause: 'The device says itself that it is in an unhealthy state.',
  },
  {
    number: 20, name: 'missing-first-interrupt', driverName: 'ENA_REGS_RESET_MISS_FIRST_INTERRUPT', since: '2.13.0', counter: { statistic: 'missing_first_intr', since: '2.13.0' },
    events: ['first-interrupt-missing'],
    meaning: 'A queue never got its first interrupt after bring-up. Before 2.13.0 this was reason 14.',
    blame: 'guest-cpu', blamedBecause: 'An interrupt that never comes at all is routed nowhere: the guest’s interrupt set-up is the first suspect, the device the second.',
  },
];

/** What the device gets to see of a reason: the number itself, or 13 where it knows only four bits. */
export function sentReason(reason: number, deviceHasExtendedReasons: boolean): number {
  return reason > lastPlainReason && !deviceHasExtendedReasons ? substituteReason : reason;
}
