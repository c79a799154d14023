import type { Message } from '../message.ts';

/** devlink. */
// biome-ignore format: a table
export const devlinkMessages: readonly Message[] = [
  { id: 'ENA-463', event: 'tool-request-refused', speaker: 'linux', text: 'Action is not supported', names: [], level: 'info', releases: '2.7.0-2.9.1', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-464', event: 'tool-request-refused', speaker: 'linux', text: "Driver reload doesn't support limitations", names: [], level: 'info', releases: '2.7.0-2.9.1', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-465', event: 'devlink-setup-failed', speaker: 'linux', text: 'Failed to allocate devlink struct', names: [], level: 'err', releases: '2.7.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-466', event: 'devlink-setup-failed', speaker: 'linux', text: 'Failed to query LLQ header size param', names: [], level: 'err', releases: '2.7.0-2.9.1' },
  { id: 'ENA-467', event: 'devlink-setup-failed', speaker: 'linux', text: 'Failed to register devlink params', names: [], level: 'err', releases: '2.7.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-468', event: 'tool-request-refused', speaker: 'linux', text: "Instance doesn't support LLQ", names: [], level: 'info', releases: '2.7.0-2.9.1', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-469', event: 'tool-request-refused', speaker: 'linux', text: "Instance doesn't support large LLQ", names: [], level: 'info', releases: '2.7.0-2.9.1', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-470', event: 'tool-request-refused', speaker: 'linux', text: 'Namespace change is not supported', names: [], level: 'info', releases: '2.7.0-2.17.0', kernels: '6.17-7.3', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-471', event: 'devlink-setup-failed', speaker: 'linux', text: 'ena_devlink_alloc failed', names: [], level: 'err', releases: '2.7.0-2.17.0', kernels: '6.17-7.3' },
];
