import type { Message } from '../message.ts';

/** Rings, buffers and page caches. */
// biome-ignore format: a table
export const memoryMessages: readonly Message[] = [
  { id: 'ENA-328', event: 'memory-allocation-failed', speaker: 'linux', text: 'Rx queue %d: allocation failed', names: ['queue'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-329', event: 'memory-allocation-failed', speaker: 'linux', text: 'Tx queue %d: allocation failed', names: ['queue'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-330', event: 'memory-allocation-failed', speaker: 'linux', text: 'memory allocation failed', names: [], level: 'err', releases: '1.0.0-2.2.10', kernels: '4.9-4.19' },
  { id: 'ENA-331', event: 'driver-inconsistency', speaker: 'linux', text: 'rx_buffer_info is not NULL', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-332', event: 'driver-inconsistency', speaker: 'linux', text: 'tx_buffer_info info is not NULL', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-333', event: 'memory-allocation-failed', speaker: 'linux', text: 'bounce buffer memory allocation failed', names: [], level: 'err', releases: '2.0.2-2.2.10' },
  { id: 'ENA-334', event: 'io-queue-creation-retried', speaker: 'linux', text: 'Not enough memory to create queues with sizes TX=%d, RX=%d', names: ['txRingEntries', 'rxRingEntries'], level: 'err', releases: '2.1.0-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-335', event: 'io-queue-creation-failed', speaker: 'linux', text: 'Queue creation failed with error code %d', names: ['result'], level: 'err', releases: '2.1.0-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-336', event: 'io-queue-creation-failed', speaker: 'linux', text: 'Queue creation failed with the smallest possible queue size of %d for both queues. Not retrying with smaller queues', names: ['ringEntries'], level: 'err', releases: '2.1.0-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-337', event: 'io-queue-creation-retried', speaker: 'linux', text: 'Retrying queue creation with sizes TX=%d, RX=%d', names: ['txRingEntries', 'rxRingEntries'], level: 'err', releases: '2.1.0-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-338', event: 'memory-allocation-failed', speaker: 'linux', text: 'Bounce buffer memory allocation failed', names: [], level: 'err', releases: '2.2.11-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-339', event: 'memory-allocation-failed', speaker: 'linux', text: 'Memory allocation failed', names: [], level: 'err', releases: '2.2.11-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-340', event: 'memory-allocation-failed', speaker: 'linux', text: 'Failed to initialize local page caches (LPCs)', names: [], level: 'err', releases: '2.4.0-2.17.0' },
  { id: 'ENA-341', event: 'page-cache-adjusted', speaker: 'linux', text: 'Local page cache is disabled for less than %d channels', names: ['channels'], level: 'info', releases: '2.4.0-2.4.1' },
  { id: 'ENA-342', event: 'page-cache-adjusted', speaker: 'linux', text: 'Local page cache is disabled when using XDP', names: [], level: 'info', releases: '2.4.0-2.4.1' },
  { id: 'ENA-343', event: 'page-cache-adjusted', speaker: 'linux', text: 'Provided lpc_size %d is too large, reducing to %d (max)', names: ['size', 'limit'], level: 'info', releases: '2.4.0-2.5.0' },
  { id: 'ENA-344', event: 'page-cache-adjusted', speaker: 'linux', text: 'Configured LPC size %d is too large, reducing to %d (max)', names: ['size', 'limit'], level: 'info', releases: '2.6.0-2.17.0' },
  { id: 'ENA-345', event: 'memory-allocation-failed', speaker: 'linux', text: 'ena_com_allocate_customer_metrics_buffer failed', names: [], level: 'err', releases: '2.8.1-2.17.0', kernels: '6.12-7.3' },
  { id: 'ENA-346', event: 'page-cache-adjusted', speaker: 'linux', text: 'A negative lpc_size (%d) is not supported, treating as unspecified', names: ['size'], level: 'warning', releases: '2.13.0-2.17.0' },
  { id: 'ENA-347', event: 'memory-allocation-failed', speaker: 'linux', text: 'Failed to initialize Page Pool on qid %d. Error code %d.', names: ['queue', 'result'], level: 'err', releases: '2.16.0-2.17.0' },
];
