import type { Message } from '../message.ts';

/** Answers to ethtool. */
// biome-ignore format: a table
export const ethtoolMessages: readonly Message[] = [
  { id: 'ENA-441', event: 'tool-request-refused', speaker: 'linux', text: 'Command parameter %d is not supported', names: ['cmd'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-6.12' },
  { id: 'ENA-442', event: 'tool-request-refused', speaker: 'linux', text: 'Command parameter is not supported', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-443', event: 'tool-request-refused', speaker: 'linux', text: 'Push mode state cannot be modified', names: [], level: 'info', releases: '2.9.0-2.17.0', kernels: '6.12-7.3', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-444', event: 'tool-request-refused', speaker: 'linux', text: 'Supported tx push buff values: [%lu%s]', names: ['sizeBytes', 'largeSize'], level: 'info', releases: '2.9.0-2.17.0', kernels: '6.12-6.12', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
];
