import type { LogLine } from '../../evidence/observation.ts';
import type { EventId } from '../../spec/events/index.ts';

/**
 * What a line does in the story of a reset:
 *
 *     quiet ──cause──▶ suspected ──trigger──▶ resetting ──completed──▶ told
 *       ▲                  │                     │  failed, failure: remembered, told at the end
 *       └── 30 s go by ────┘                     └── start (a new probe, a boot), end of the log ──▶ told
 *
 * A hitch is a step that the driver tries again or can do without; a failure is one after which it gives up. Between
 * sleep and wake the driver restores the adapter as after a reset, and some releases say so in the same words.
 *
 * A statistics dump or a completion without a trigger before it means that the log begins in the middle.
 */
export type Role =
  | 'cause'
  | 'hint'
  | 'trigger'
  | 'statistic'
  | 'progress'
  | 'hitch'
  | 'failure'
  | 'failed'
  | 'revived'
  | 'completed'
  | 'start'
  | 'boot'
  | 'sleep'
  | 'wake';

/** Steps of taking the device down, or of one rule among many: the driver goes on to restore it all the same. */
const hitches: ReadonlySet<string> = new Set([
  'Device reset failed',
  'Failed to restore flow steering rule in index %d',
]);

/** What a line does in the story; undefined for one that has no part in it. */
export const roleOf = ({ event, message }: Pick<LogLine, 'event' | 'message'>): Role | undefined =>
  event === 'reset-step-failed' && hitches.has(message?.text ?? '') ? 'hitch' : event && roles[event];

export const roles: Readonly<Partial<Record<EventId, Role>>> = {
  'keep-alive-lost': 'cause',
  'admin-queue-stopped': 'cause',
  'admin-completion-missing': 'cause',
  'admin-polling-timeout': 'cause',
  'admin-interrupt-missing': 'cause',
  'admin-protocol-violation': 'cause',
  'tx-completions-lost': 'cause',
  'tx-completions-not-posted': 'cause',
  'tx-completions-unread': 'cause',
  'tx-completion-faulty': 'cause',
  'tx-queue-paused': 'cause',
  'netdev-watchdog': 'cause',
  'poll-starved': 'cause',
  'first-interrupt-missing': 'cause',
  'rx-request-id-invalid': 'cause',
  'tx-request-id-invalid': 'cause',
  'rx-too-many-descriptors': 'cause',
  'rx-descriptor-malformed': 'cause',
  'tx-descriptor-malformed': 'cause',
  'tx-prepare-failed': 'cause',
  'device-reset-requested': 'cause',
  'capabilities-refresh': 'cause',
  'tx-completion-late': 'hint',
  'tx-completion-late-detail': 'hint',
  'tx-completions-lost-detail': 'hint',
  'resetting-device': 'hint',
  'reset-triggered': 'trigger',
  'close-found-broken-queue': 'trigger',
  'reset-statistic': 'statistic',
  'tx-uncompleted-freed': 'progress',
  'admin-command-aborted': 'progress',
  'reset-postponed': 'progress',
  'reset-skipped': 'progress',
  'reset-step-failed': 'failure',
  'device-not-ready': 'hitch',
  'reset-indication-stuck': 'hitch',
  'register-read-failed': 'hitch',
  'register-read-timeout': 'hitch',
  'register-value-invalid': 'failure',
  'probe-step-failed': 'failure',
  'probe-failed': 'failure',
  'io-queue-creation-failed': 'hitch',
  'interrupt-setup-failed': 'failure',
  'interface-start-failed': 'failure',
  'interface-up': 'revived',
  // DPDK prints it at the end of initialising a port, which its application must ask for to reset it.
  'io-queues-planned': 'revived',
  'reset-failed': 'failed',
  'reset-completed': 'completed',
  'driver-banner': 'start',
  'adapter-found': 'start',
  'kernel-banner': 'boot',
  'suspend-entry': 'sleep',
  'suspend-exit': 'wake',
};
