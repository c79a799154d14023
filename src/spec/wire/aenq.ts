import { byte, type Layout } from './field.ts';
import { hints } from './hints.ts';
import { nothing, type Struct, struct } from './struct.ts';

/** Entry of the event queue. The flags, with the phase, become visible last. */
export const event = struct('ena_admin_aenq_entry', 64, {
  group: byte(0).u16('A row of `eventGroups`'),
  syndrome: byte(2).u16('What happened, inside the group'),
  phase: byte(4).bit(0, '1 in the first lap of the ring, then flipped by each'),
  reserved: byte(4).bits(7, 1, 'Must be 0'),
  timestamp: byte(8).u64(),
});

/** Word of an entry where the payload begins: layouts of payloads count from here. */
export const eventPayloadWord = 4;

/** Entries that drivers give the event queue; 4 in 1.0.0. */
export const eventDepth = 16;

/** Syndromes of the group of notifications. The first two were known to 1.0.0 to 1.2.0 only. */
export const notificationSyndromes = { suspend: 0, resume: 1, updateHints: 2 } as const;

/** A kind of event. */
export interface EventGroup<L extends Layout = Layout> {
  readonly id: number;
  /** As the driver's headers call it. */
  readonly driverName: string;
  readonly since: string;
  readonly payload: Struct<L>;
  readonly doc: string;
}

const group = <const L extends Layout>(
  id: number,
  name: string,
  since: string,
  doc: string,
  payload: Struct<L>,
): EventGroup<L> => Object.freeze({ id, driverName: `ENA_ADMIN_${name}`, since, payload, doc });

const linkChange = struct('ena_admin_aenq_link_change_desc', 20, { up: byte(0).bit(0) });

const keepAlive = struct('ena_admin_aenq_keep_alive_desc', 40, {
  rxDrops: byte(0).u64('Since the reset; 1.1.2'),
  txDrops: byte(8).u64('Since the reset; 2.2.0'),
  rxOverruns: byte(16).u64('Since the reset; 2.8.8'),
});

const configuration = struct('ena_admin_aenq_conf_notifications_desc', 32, {
  codes: byte(0).u64('Bit n is code n + 1 of `subOptimalCodes`'),
});

/** All groups; bit `id` stands for each in the masks of feature 26. Source: `ena_admin_defs.h`. */
export const eventGroups = {
  linkChange: group(
    0,
    'LINK_CHANGE',
    '1.0.0',
    'The link went up or down. Must be told once after start: no driver asks.',
    linkChange,
  ),
  fatalError: group(1, 'FATAL_ERROR', '1.0.0', 'No driver does anything but log an unknown event.', nothing),
  warning: group(2, 'WARNING', '1.0.0', 'No driver does anything but log an unknown event.', nothing),
  notification: group(3, 'NOTIFICATION', '1.0.0', 'Syndrome 2 carries hints; others are logged.', hints),
  keepAlive: group(
    4,
    'KEEP_ALIVE',
    '1.0.0',
    'The device lives: once a second. Without the group no watchdog runs.',
    keepAlive,
  ),
  refreshCapabilities: group(
    5,
    'REFRESH_CAPABILITIES',
    '2.6.0',
    'Asks for a reset of reason 0. No release enables it.',
    nothing,
  ),
  configuration: group(
    6,
    'CONF_NOTIFICATIONS',
    '2.9.0',
    'Something is configured less well than it could be.',
    configuration,
  ),
  deviceRequestReset: group(7, 'DEVICE_REQUEST_RESET', '2.12.0', 'The device wants to be reset.', nothing),
} as const satisfies Record<string, EventGroup>;

export type EventGroupName = keyof typeof eventGroups;
