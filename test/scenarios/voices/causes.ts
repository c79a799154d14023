import type { Blame } from '../../../src/diagnosis/report.ts';
import type { EventId } from '../../../src/spec/events/index.ts';
import { isKernel, isRelease, type Values, type Voice, wordings } from './voice.ts';

/** A line before the reset. */
export interface Sign {
  readonly event: EventId;
  readonly values?: Values;
  /** Which wording, where the event has several. */
  readonly like?: string;
}

/** Something that makes a driver reset, and what the doctor must make of it. */
export interface Cause {
  readonly name: string;
  /** Whether a driver of this version acts on it. */
  readonly known: (voice: Voice) => boolean;
  readonly signs: (voice: Voice) => readonly Sign[];
  /** Counters above zero in the dump, by statistic id, whether this version has them or not. */
  readonly raises: Readonly<Record<string, number>>;
  /** What the driver sends to the device. */
  readonly reason: (voice: Voice) => number;
  readonly finding: string;
  readonly blame: (voice: Voice) => Blame;
  /** Further findings that its lines rightly lead to. */
  readonly beside?: readonly string[];
}

const linux = (voice: Voice) => voice.of === 'release' || voice.of === 'kernel';
const always = () => true;
const only = (reason: number) => () => reason;
const blames = (blame: Blame) => () => blame;
const since = (release: string, kernels?: string) => (voice: Voice) =>
  isRelease(voice, `>=${release}`) || (kernels !== undefined && isKernel(voice, kernels));
/** From 2.9.0 on the driver looks into the completion queue before it resets. */
const looks = (voice: Voice) => since('2.9.0')(voice) || voice.of === 'freebsd';

const late = (more: Values): Sign => ({
  event: 'tx-completion-late',
  values: { queue: 1, index: 7, sinceInterruptMs: 5100, sinceNapiMs: 4, sinceNapiUs: 4000, napiScheduled: 0, ...more },
});
const lost = (more: Values = {}): readonly Sign[] => [
  {
    event: 'tx-completions-lost',
    values: { missed: 130, threshold: 128, timeoutMs: 5000, sinceInterruptMs: 5100, sinceNapiMs: 4, queue: 1, ...more },
  },
  { event: 'tx-completions-lost-detail', values: { cpu: 3, queue: 1 } },
  { event: 'resetting-device' },
];
const starved = { sinceNapiMs: 11_000, sinceNapiUs: 11_000_000, napiScheduled: 1 };
const paused = (more: Values = {}): Sign => ({
  event: 'tx-queue-paused',
  like: 'T',
  values: { queue: 1, thresholdUs: 5_000_000, sinceNapiUs: 4000, napiScheduled: 0, sinceInterruptMs: 20, ...more },
});

export const causes: readonly Cause[] = [
  {
    name: 'keep-alive lost',
    known: always,
    signs: () => [{ event: 'keep-alive-lost', values: { silenceMs: 6004 } }],
    raises: { wd_expired: 1 },
    reason: only(1),
    finding: 'keep-alive-timeout',
    blame: blames('device'),
  },
  {
    name: 'admin command without completion',
    known: always,
    signs: () => [
      { event: 'admin-completion-missing', values: { opcode: 8, status: 0 } },
      { event: 'admin-queue-stopped' },
    ],
    raises: { admin_q_pause: 1, admin_to: 1, ena_admin_q_no_completion: 1 },
    reason: only(2),
    finding: 'admin-queue-timeout',
    blame: blames('device'),
    beside: ['admin-queue-not-running'],
  },
  {
    name: 'Tx completions missing',
    known: always,
    signs: (voice) => [late({}), ...lost(), ...(looks(voice) ? [{ event: 'tx-completions-not-posted' } as const] : [])],
    raises: { missing_tx_cmpl: 1, tx_missed_tx: 130 },
    reason: only(3),
    finding: 'tx-completion-missing',
    blame: (voice) => (looks(voice) ? 'device' : 'unknown'),
  },
  {
    name: 'bad Rx request id',
    known: (voice) => voice.of === 'freebsd' || since('1.2.0', '4.19-6.12')(voice),
    signs: () => [{ event: 'rx-request-id-invalid', values: { requestId: 9000 } }],
    raises: { bad_rx_req_id: 1, rx_bad_req_id: 1 },
    reason: only(4),
    finding: 'bad-rx-req-id',
    blame: blames('device'),
  },
  {
    name: 'bad Tx request id',
    known: always,
    signs: () => [{ event: 'tx-request-id-invalid', values: { requestId: 9000 } }],
    raises: { bad_tx_req_id: 1, tx_bad_req_id: 1 },
    reason: only(5),
    finding: 'bad-tx-req-id',
    blame: blames('device'),
  },
  {
    name: 'too many Rx descriptors',
    known: linux,
    signs: () => [{ event: 'rx-too-many-descriptors', values: { descriptors: 20, limit: 17 } }],
    raises: { bad_rx_desc_num: 1, rx_bad_desc_num: 1 },
    reason: only(6),
    finding: 'rx-too-many-descriptors',
    blame: blames('device'),
  },
  {
    name: 'Tx descriptors not built',
    known: since('1.2.0', '4.19-6.12'),
    signs: () => [{ event: 'tx-prepare-failed', like: 'prepare tx bufs' }],
    raises: { invalid_state: 1, tx_prepare_ctx_err: 1 },
    reason: only(8),
    finding: 'driver-invalid-state',
    blame: blames('driver'),
  },
  {
    name: "stack's watchdog",
    known: linux,
    signs: () => [paused()],
    raises: { tx_timeout: 1, os_netdev_wd: 1 },
    reason: only(10),
    finding: 'tx-timeout-netdev-watchdog',
    blame: blames('unknown'),
  },
  {
    name: 'completions unread',
    known: (voice) => isRelease(voice, '2.9.0-2.15.0') || voice.of === 'freebsd',
    signs: () => [late({}), ...lost(), { event: 'tx-completions-unread' }],
    raises: { missing_intr: 1, tx_missed_tx: 130 },
    reason: only(14),
    finding: 'missed-interrupt',
    blame: blames('guest-cpu'),
    beside: ['tx-completion-missing'],
  },
  {
    name: 'completion malformed, found by missing completions',
    known: (voice) => isRelease(voice, '2.13.0-2.15.0'),
    signs: () => [late({}), ...lost(), { event: 'tx-completion-faulty' }, { event: 'tx-completions-unread' }],
    raises: { missing_intr: 1, tx_missed_tx: 130 },
    reason: only(14),
    finding: 'tx-descriptor-malformed',
    blame: blames('device'),
    beside: ['tx-completion-missing', 'missed-interrupt'],
  },
  {
    name: 'completions unread, told by counters alone',
    known: since('2.16.0'),
    signs: () => [late({}), ...lost()],
    raises: { missing_intr: 1, tx_missed_tx: 130 },
    reason: only(14),
    finding: 'missed-interrupt',
    blame: blames('guest-cpu'),
    beside: ['tx-completion-missing'],
  },
  {
    name: "poller starved, found by the stack's watchdog",
    known: since('2.7.2', '6.12'),
    signs: () => [paused(starved), { event: 'poll-starved' }],
    raises: { tx_timeout: 1, suspected_poll_starvation: 1 },
    reason: only(15),
    finding: 'napi-starvation',
    blame: blames('guest-cpu'),
    beside: ['tx-timeout-netdev-watchdog'],
  },
  {
    name: 'poller starved, found by missing completions',
    known: since('2.7.2', '6.12'),
    signs: () => [late(starved), ...lost({ sinceNapiMs: 11_000 })],
    raises: { suspected_poll_starvation: 1, tx_missed_tx: 130 },
    reason: only(15),
    finding: 'napi-starvation',
    blame: blames('guest-cpu'),
    beside: ['tx-completion-missing'],
  },
  {
    name: 'malformed Rx descriptor',
    known: since('2.8.3', '6.12'),
    signs: () => [{ event: 'rx-descriptor-malformed', values: { descriptor: 0, queue: 1, requestId: 4 } }],
    raises: { rx_desc_malformed: 1 },
    reason: only(16),
    finding: 'rx-descriptor-malformed',
    blame: blames('device'),
  },
  {
    name: 'malformed Tx descriptor',
    known: since('2.10.0'),
    signs: () => [{ event: 'tx-descriptor-malformed', values: { queue: 1, requestId: 4 } }],
    raises: { tx_desc_malformed: 1 },
    reason: only(17),
    finding: 'tx-descriptor-malformed',
    blame: blames('device'),
  },
  {
    name: 'keep-alive unread',
    known: since('2.12.0'),
    signs: () => [{ event: 'keep-alive-lost', values: { silenceMs: 6004 } }],
    raises: { missing_admin_interrupt: 1 },
    reason: only(18),
    finding: 'missed-admin-interrupt',
    blame: blames('guest-cpu'),
    beside: ['keep-alive-timeout'],
  },
  {
    name: 'admin completion unread',
    known: linux,
    signs: () => [
      { event: 'admin-interrupt-missing', values: { opcode: 8, autopolling: 'OFF' } },
      { event: 'admin-queue-stopped' },
    ],
    raises: { admin_q_pause: 1, missing_admin_interrupt: 1 },
    reason: (voice) => (since('2.11.0')(voice) ? 18 : 2),
    finding: 'missed-admin-interrupt',
    blame: blames('guest-cpu'),
    beside: ['admin-queue-not-running'],
  },
  {
    name: 'request of the device',
    known: (voice) => since('2.12.0')(voice) || voice.of === 'freebsd',
    signs: () => [{ event: 'device-reset-requested' }],
    raises: { device_request_reset: 1 },
    reason: only(19),
    finding: 'device-requested-reset',
    blame: blames('device'),
  },
  {
    name: 'no first interrupt',
    known: (voice) => since('1.5.0', '4.19-6.12')(voice) || voice.of === 'freebsd',
    signs: () => [{ event: 'first-interrupt-missing', like: 'Rx side', values: { queue: 1 } }],
    raises: { missing_first_intr: 1 },
    reason: (voice) => (since('2.13.0')(voice) ? 20 : 14),
    finding: 'missed-interrupt',
    blame: blames('guest-cpu'),
  },
];

/** Whether the log of this version shows anything of the cause before the trigger. */
export const isTold = (voice: Voice, cause: Cause): boolean =>
  cause.signs(voice).some(({ event, like }) => event !== 'resetting-device' && wordings(voice, event, like).length > 0);
