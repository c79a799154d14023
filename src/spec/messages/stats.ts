import type { Message } from '../message.ts';

/** Statistics queries and dumps. */
// biome-ignore format: a table
export const statsMessages: readonly Message[] = [
  { id: 'ENA-445', event: 'statistics-dump-failed', speaker: 'linux', text: "Can't get stats num", names: [], level: 'err', releases: '1.0.0-2.13.3', kernels: '4.9-7.3' },
  { id: 'ENA-446', event: 'statistics-query-failed', speaker: 'linux', text: 'Failed to get stats. error: %d', names: ['result'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-447', event: 'statistics-dump-failed', speaker: 'linux', text: 'failed to alloc strings_buf', names: [], level: 'err', releases: '1.0.0-2.2.10', kernels: '4.9-4.19' },
  { id: 'ENA-448', event: 'statistics-dump-failed', speaker: 'linux', text: 'failed to allocate data buf', names: [], level: 'err', releases: '1.0.0-2.2.10', kernels: '4.9-4.19' },
  { id: 'ENA-449', event: 'statistics-query-failed', speaker: 'linux', text: 'Failed to get ENI stats', names: [], level: 'info', releases: '2.2.10-2.7.4', kernels: '5.10-6.1' },
  { id: 'ENA-450', event: 'statistics-dump-failed', speaker: 'linux', text: 'Failed to allocate data buf', names: [], level: 'err', releases: '2.2.11-2.13.3', kernels: '5.10-7.3' },
  { id: 'ENA-451', event: 'statistics-dump-failed', speaker: 'linux', text: 'Failed to allocate strings_buf', names: [], level: 'err', releases: '2.2.11-2.13.3', kernels: '5.10-7.3' },
  { id: 'ENA-452', event: 'capability-unsupported', speaker: 'linux', text: "Capability %d isn't supported", names: ['capability'], level: 'err', releases: '2.6.0-2.17.0', kernels: '5.17-7.3' },
  { id: 'ENA-453', event: 'capability-unsupported', speaker: 'linux', text: 'Capability %d not supported.', names: ['capability'], level: 'err', releases: '2.8.1-2.17.0', kernels: '6.12-7.3' },
  { id: 'ENA-454', event: 'statistics-query-failed', speaker: 'linux', text: 'Failed to get customer metrics. error: %d', names: ['result'], level: 'err', releases: '2.8.1-2.17.0', kernels: '6.12-7.3' },
  { id: 'ENA-455', event: 'statistics-query-failed', speaker: 'linux', text: 'Failed to query customer metrics support. error: %d', names: ['result'], level: 'err', releases: '2.8.1-2.17.0', kernels: '6.12-7.3' },
  { id: 'ENA-456', event: 'statistics-query-failed', speaker: 'linux', text: 'Invalid buffer size %u. The given buffer is too big.', names: ['sizeBytes'], level: 'err', releases: '2.8.1-2.17.0', kernels: '6.12-7.3' },
  { id: 'ENA-457', event: 'capability-unsupported', speaker: 'linux', text: 'No supported customer metrics.', names: [], level: 'err', releases: '2.8.1-2.17.0', kernels: '6.12-7.3' },
  { id: 'ENA-458', event: 'statistics-dump-failed', speaker: 'linux', text: 'Failed to allocate base_data_buf', names: [], level: 'err', releases: '2.14.0-2.16.1' },
  { id: 'ENA-459', event: 'statistics-dump-failed', speaker: 'linux', text: 'Failed to allocate base_strings_buf', names: [], level: 'err', releases: '2.14.0-2.16.1' },
  { id: 'ENA-460', event: 'statistics-dump-failed', speaker: 'linux', text: 'Failed to allocate queue_data_buf', names: [], level: 'err', releases: '2.14.0-2.16.1' },
  { id: 'ENA-461', event: 'statistics-dump-failed', speaker: 'linux', text: 'Failed to allocate queue_strings_buf', names: [], level: 'err', releases: '2.14.0-2.16.1' },
  { id: 'ENA-462', event: 'statistics-dump-failed', speaker: 'linux', text: 'Cannot allocate stats buffers', names: [], level: 'err', releases: '2.17.0-2.17.0' },
];
