import { type EventId, events } from '../../spec/events/index.ts';
import type { Seen } from './story.ts';

type Values = Seen['values'];

const ms = (value: unknown) => (typeof value === 'number' ? `${(value / 1000).toFixed(1)} s` : 'too long');

/** What a line of a reset says, in words short enough for a timeline. Events without a row are told by their title. */
const words: Readonly<Partial<Record<EventId, (values: Values) => string>>> = {
  'keep-alive-lost': ({ silenceMs }) =>
    silenceMs === undefined ? 'no keep-alive within the limit' : `no keep-alive for ${ms(silenceMs)}`,
  'admin-queue-stopped': () => 'the admin queue is found stopped',
  'admin-completion-missing': ({ opcode }) =>
    `admin command${opcode === undefined ? '' : ` (opcode ${opcode})`} got no completion`,
  'admin-polling-timeout': () => 'an admin command timed out',
  'admin-interrupt-missing': () => 'an admin completion was there, its interrupt was not',
  'tx-completion-late': ({ queue }) => `packets of Tx queue ${queue ?? '?'} not completed in time`,
  'tx-completions-lost': ({ missed, threshold }) =>
    `${missed ?? 'too many'} Tx completions lost${threshold === undefined ? '' : ` (limit ${threshold})`}`,
  'tx-completions-not-posted': () => 'the completion queue is empty: nothing was posted',
  'tx-completions-unread': () => 'completions lie in the queue unread',
  'tx-queue-paused': ({ queue }) => `Tx queue ${queue ?? ''} stopped for too long`.replace('  ', ' '),
  'netdev-watchdog': ({ queue }) => `the stack's watchdog fired for Tx queue ${queue ?? '?'}`,
  'poll-starved': () => 'the poller is scheduled and does not run',
  'first-interrupt-missing': ({ queue }) => `not one interrupt on queue ${queue ?? '?'}`,
  'device-reset-requested': () => 'the device asks for a reset',
  'capabilities-refresh': () => 'the device asks to negotiate anew',
  'resetting-device': () => 'the driver decides to reset',
  'reset-triggered': () => 'the reset begins',
  'reset-statistic': () => 'the driver dumps its statistics',
  'tx-uncompleted-freed': () => 'packets still in flight are thrown away',
  'admin-command-aborted': () => 'pending admin commands are aborted',
  'reset-postponed': () => 'the reset waits: the device does not answer',
  'register-read-timeout': () => 'a register read times out',
  'register-read-failed': () => 'a register cannot be read',
  'reset-indication-stuck': () => 'the device does not follow the reset handshake',
  'device-not-ready': () => 'the device is not ready',
  'reset-failed': () => 'the reset has failed',
  'reset-completed': ({ status }) =>
    status === undefined || status === 0 ? 'the reset is complete' : `the reset ends with status ${status}`,
};

export const stepWords = (seen: Seen, count: number): string => {
  const told = words[seen.event]?.(seen.values) ?? lowerFirst(events[seen.event].title);
  return count > 1 ? `${told} (${count} lines)` : told;
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
