import type { Message } from '../message.ts';

/** Receive-side scaling. */
// biome-ignore format: a table
export const rssMessages: readonly Message[] = [
  { id: 'ENA-348', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot fill hash control', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-349', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot fill hash function', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-350', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot fill indirect table', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-351', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot fill indirect table (index is too large)', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-352', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot fill key', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-353', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot init RSS rc: %d', names: ['result'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-354', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot init indirect table', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-355', event: 'rss-setup-failed', speaker: 'linux', text: 'Cannot set indirect table', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-356', event: 'rss-setup-failed', speaker: 'linux', text: 'Failed to convert host indirection table to device table', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-357', event: 'rss-setup-failed', speaker: 'linux', text: 'Failed to init RSS rc: %d', names: ['result'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-358', event: 'rss-command-failed', speaker: 'linux', text: 'Failed to set hash function %d. error: %d', names: ['hashFunction', 'result'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-359', event: 'rss-command-failed', speaker: 'linux', text: 'Failed to set hash input. error: %d', names: ['result'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-360', event: 'rss-command-failed', speaker: 'linux', text: 'Failed to set indirect table. error: %d', names: ['result'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-361', event: 'rss-request-refused', speaker: 'linux', text: "Flow hash function %d isn't supported", names: ['hashFunction'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-362', event: 'rss-request-refused', speaker: 'linux', text: "Func hash %d isn't supported by device, abort", names: ['hashFunction'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-363', event: 'rss-request-refused', speaker: 'linux', text: 'Invalid hash function (%d)', names: ['hashFunction'], level: 'err', releases: '1.0.0-2.6.1', kernels: '4.9-6.0' },
  { id: 'ENA-364', event: 'rss-request-refused', speaker: 'linux', text: 'Invalid proto num (%u)', names: ['protocol'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-365', event: 'rss-request-refused', speaker: 'linux', text: 'Unsupported hfunc %d', names: ['hashFunction'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-366', event: 'rss-request-refused', speaker: 'linux', text: "hash control doesn't support all the desire configuration. proto %x supported %x selected %x", names: ['protocol', 'supported', 'selected'], level: 'err', releases: '1.0.0-2.2.10', kernels: '4.9-4.19' },
  { id: 'ENA-367', event: 'rss-request-refused', speaker: 'linux', text: "indirect table size doesn't fit. requested size: %d while min is:%d and max %d", names: ['logSize', 'minimum', 'maximum'], level: 'err', releases: '1.0.0-2.2.10', kernels: '4.9-4.19' },
  { id: 'ENA-368', event: 'rss-request-refused', speaker: 'linux', text: 'key len (%hu) is bigger than the max supported (%zu)', names: ['keyBytes', 'supportedBytes'], level: 'err', releases: '1.0.0-2.1.4' },
  { id: 'ENA-369', event: 'rss-request-refused', speaker: 'linux', text: "proto %d doesn't support the required fields %x. supports only: %x", names: ['protocol', 'fields', 'supported'], level: 'err', releases: '1.0.0-2.2.10', kernels: '4.9-4.19' },
  { id: 'ENA-370', event: 'rss-request-refused', speaker: 'linux', text: "key len (%hu) doesn't equal the supported size (%zu)", names: ['keyBytes', 'supportedBytes'], level: 'err', releases: '2.2.0-2.5.0', kernels: '4.9-5.10' },
  { id: 'ENA-371', event: 'rss-request-refused', speaker: 'linux', text: "Hash control doesn't support all the desire configuration. proto %x supported %x selected %x", names: ['protocol', 'supported', 'selected'], level: 'err', releases: '2.2.11-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-372', event: 'rss-request-refused', speaker: 'linux', text: "Indirect table size doesn't fit. requested size: %d while min is:%d and max %d", names: ['logSize', 'minimum', 'maximum'], level: 'err', releases: '2.2.11-2.13.1', kernels: '5.10-7.3' },
  { id: 'ENA-373', event: 'rss-request-refused', speaker: 'linux', text: "Proto %d doesn't support the required fields %x. supports only: %x", names: ['protocol', 'fields', 'supported'], level: 'err', releases: '2.2.11-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-374', event: 'rss-request-refused', speaker: 'linux', text: "key len (%u) doesn't equal the supported size (%zu)", names: ['keyBytes', 'supportedBytes'], level: 'err', releases: '2.6.0-2.17.0', kernels: '5.14-7.3' },
  { id: 'ENA-375', event: 'rss-request-refused', speaker: 'linux', text: 'Requested indirect table size too large. Requested log size: %u.', names: ['logSize'], level: 'err', releases: '2.13.2-2.17.0' },
];
