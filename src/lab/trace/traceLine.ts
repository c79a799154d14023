import type { DeviceEvent, HostInfo } from '../../device/observation.ts';
import { adminOpcodes } from '../../spec/adminOpcodes.ts';
import { adminStatuses } from '../../spec/adminStatuses.ts';
import { features } from '../../spec/features.ts';
import { resetReasons } from '../../spec/resetReasons.ts';
import { wireFeatures } from '../../spec/wire/admin/features.ts';
import { statisticTypes } from '../../spec/wire/admin/statistics.ts';
import { eventGroups, notificationSyndromes } from '../../spec/wire/aenq.ts';
import { osTypes } from '../../spec/wire/hostInfo.ts';
import { registerText, valueText } from './registerText.ts';

type Of<Kind extends DeviceEvent['kind']> = Extract<DeviceEvent, { readonly kind: Kind }>;

const named = (rows: readonly { readonly number: number; readonly name: string }[], number: number): string =>
  rows.find((row) => row.number === number)?.name ?? `${number} (unknown)`;

const lateness = { given: '', late: ', answered late', lost: ', never answered' } as const;
const outcomes = {
  posted: 'posted',
  waiting: 'waits until the driver has read on',
  full: 'lost: the driver left no room',
  off: 'not sent: nobody asked for it',
  lost: 'lost',
} as const;
const queues = { tx: 'Tx queue', rx: 'Rx queue', completion: 'completion queue' } as const;
const rings = {
  admin: 'the admin queue',
  'admin-completion': 'the admin completion queue',
  event: 'the event queue',
} as const;

const statisticPrefix = 'ENA_ADMIN_GET_STATS_TYPE_';
const eventPrefix = 'ENA_ADMIN_';

/** What a command is about: the feature, or the kind of statistics. */
const subjectOf = ({ feature, statistic }: Of<'command'>): string => {
  if (feature !== undefined) return ` ${features.find(({ id }) => id === wireFeatures[feature].id)?.name}`;
  return statistic === undefined ? '' : ` ${statisticTypes[statistic].driverName.replace(statisticPrefix, '')}`;
};

const commandText = (event: Of<'command'>): string =>
  `command ${event.id}: ${named(adminOpcodes, event.opcode)}${subjectOf(event)}: ${named(adminStatuses, event.status)}${lateness[event.answer]}`;

const syndromeText = (syndrome: number): string => {
  const known = Object.entries(notificationSyndromes).find(([, number]) => number === syndrome);
  return ` ${known?.[0] ?? syndrome}`;
};

const eventText = ({ group, syndrome, outcome }: Of<'event'>): string => {
  const what = group === 'notification' ? syndromeText(syndrome) : '';
  return `event ${eventGroups[group].driverName.replace(eventPrefix, '')}${what}: ${outcomes[outcome]}`;
};

/** Texts of the guest: whatever it wrote there, it becomes no control sequence of a terminal and no second line. */
const printable = (text: string | Uint8Array): string =>
  String(text)
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim();

const hostText = (host: HostInfo): string => {
  const system = Object.entries(osTypes).find(([, number]) => number === host.osType)?.[0] ?? `system ${host.osType}`;
  const driver = `${host.driverMajor}.${host.driverMinor}.${host.driverSubminor}`;
  const module = printable(String.fromCharCode(host.moduleType));
  return `the guest is ${system} ${printable(host.distribution)}, driver ${driver}${module}, ${host.cpus} CPUs`;
};

/** A kind of event that the device will have one day does not compile until it has its words. */
const texts: { readonly [Kind in DeviceEvent['kind']]: (event: Of<Kind>) => string } = {
  'power-on': () => 'power on',
  'register-write': ({ register, offset, value }) =>
    `write ${registerText(register, offset)} = ${valueText(register, value)}`,
  'register-read': ({ register, offset, value }) => {
    const answer = value === undefined ? 'no answer' : `= ${valueText(register, value)}`;
    return `read  ${registerText(register, offset)} ${answer}`;
  },
  command: commandText,
  reset: ({ reason, followed }) =>
    `reset for reason ${reason}, ${named(resetReasons, reason)}${followed ? '' : ': the device does not follow'}`,
  'reset-end': () => 'reset is done',
  'queue-created': ({ queue, index }) => `${queues[queue]} ${index} is there`,
  'queue-destroyed': ({ queue, index }) => `${queues[queue]} ${index} is gone`,
  event: eventText,
  host: ({ host }) => hostText(host),
  quarantine: ({ ring, fault }) => `${rings[ring]} is read no more: ${fault}`,
};

/** What happened on the control path, in one line for the author of a driver, who knows registers by ENA's own names. */
export const traceLine = (event: DeviceEvent): string => (texts[event.kind] as (event: DeviceEvent) => string)(event);
