import { lastPlainReason, resetReasons, substituteReason } from '../../src/spec/resetReasons.ts';
import { faultRow } from './faultRows.ts';
import type { Event } from './story.ts';

/** From here on a pause of the guest may be blamed on somebody. */
const noticedMs = 900;

const starved = [
  'keep-alive-timeout',
  'missing-admin-interrupt',
  'admin-timeout',
  'missing-tx-completions',
  'os-netdev-watchdog',
  'suspected-poll-starvation',
  'missing-interrupt',
  'missing-first-interrupt',
  'init-error',
  'driver-invalid-state',
];

/** Names of the reasons that an event explains. */
const explainedBy = (event: Event): readonly string[] => {
  switch (event.what) {
    case 'fault':
      return faultRow(event.fault).reasons;
    case 'stall':
    case 'starve':
      return event.forMs < noticedMs ? [] : starved;
    case 'no-memory':
      return ['driver-invalid-state', 'init-error'];
    case 'device-asks-for-reset':
      return ['device-request'];
    default:
      return [];
  }
};

const operatorActs = ['rings', 'channels', 'mtu', 'statistics', 'down', 'up', 'suspend', 'resume'];

/**
 * An operator who takes the interface down while a reset is wanted has it done there and then; the admin queue is stopped
 * from then on, which the next check of the service takes for a reason of its own.
 */
const overtaken = ['admin-timeout', 'init-error', 'driver-invalid-state'];

const numberOf = new Map(resetReasons.map(({ name, number }) => [name, number]));

/** Numbers that the device may be told, given what has happened so far. */
export const explainedReasons = (events: readonly Event[]): ReadonlySet<number> => {
  const names = events.flatMap(explainedBy);
  const wantsReset = names.length > 0 || events.some(({ what }) => what === 'capabilities-change');
  if (wantsReset && events.some(({ what }) => operatorActs.includes(what))) names.push(...overtaken);
  const numbers = names.map((name) => numberOf.get(name)!);
  const isSubstituted = numbers.some((number) => number > lastPlainReason);
  return new Set([0, numberOf.get('shutdown')!, ...numbers, ...(isSubstituted ? [substituteReason] : [])]);
};

/** Whether what happened may leave the adapter dead. */
export const mayKill = (events: readonly Event[]): boolean =>
  events.some(
    (event) =>
      (event.what === 'fault' && faultRow(event.fault).kills === true) ||
      event.what === 'no-memory' ||
      ((event.what === 'stall' || event.what === 'starve') && event.forMs >= noticedMs),
  );
