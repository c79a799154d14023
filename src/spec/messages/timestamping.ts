import type { Message } from '../message.ts';

/** Hardware packet timestamps. */
// biome-ignore format: a table
export const timestampingMessages: readonly Message[] = [
  { id: 'ENA-414', event: 'timestamping-unavailable', speaker: 'linux', text: 'Failed to get HW timestamp configuration, error: %d', names: ['result'], level: 'err', releases: '2.15.0-2.17.0' },
  { id: 'ENA-415', event: 'timestamping-unavailable', speaker: 'linux', text: 'Failed to get HW timestamping support, error: %d', names: ['result'], level: 'err', releases: '2.15.0-2.17.0' },
  { id: 'ENA-416', event: 'timestamping-unavailable', speaker: 'linux', text: 'Failed to set HW timestamping configuration, error: %d', names: ['result'], level: 'err', releases: '2.15.0-2.17.0' },
  { id: 'ENA-417', event: 'timestamping-unavailable', speaker: 'linux', text: 'HW timestamping configuration mismatch. TX/RX req: %d/%d, TX/RX supp: %d/%d', names: ['txWanted', 'rxWanted', 'txSupported', 'rxSupported'], level: 'err', releases: '2.15.0-2.17.0' },
  { id: 'ENA-418', event: 'timestamping-unavailable', speaker: 'linux', text: 'HW timestamping is not supported', names: [], level: 'err', releases: '2.15.0-2.17.0' },
  { id: 'ENA-419', event: 'timestamping-unavailable', speaker: 'linux', text: 'Unable to set HW timestamp configuration, error = %d', names: ['result'], level: 'err', releases: '2.15.0-2.17.0' },
  { id: 'ENA-420', event: 'timestamping-unavailable', speaker: 'linux', text: 'Unable to set HW timestamp configuration, error: %d', names: ['result'], level: 'err', releases: '2.15.0-2.17.0' },
];
