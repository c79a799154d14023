import type { Message } from '../message.ts';

/** PTP hardware clock. */
// biome-ignore format: a table
export const phcMessages: readonly Message[] = [
  { id: 'ENA-392', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed initiating PHC, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.15.0' },
  { id: 'ENA-393', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed registering ptp clock, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-394', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed setting PHC output address, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-395', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to alloc phc_info, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.8.2' },
  { id: 'ENA-396', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to config phc, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-397', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to enable PHC, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-398', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to get PHC feature configuration, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-399', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to init phc, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-400', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to register phc, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-401', event: 'phc-state', speaker: 'linux', text: 'PHC feature is not enabled', names: [], level: 'err', releases: '2.8.0-2.8.2' },
  { id: 'ENA-402', event: 'phc-setup-failed', speaker: 'linux', text: 'Unsupprted PHC type, error: %d', names: ['result'], level: 'err', releases: '2.8.0-2.9.1' },
  { id: 'ENA-403', event: 'tool-request-refused', speaker: 'linux', text: "Device doesn't support PHC", names: [], level: 'info', releases: '2.8.3-2.17.0', kernels: '6.17-7.3', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-404', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to alloc phc_info', names: [], level: 'err', releases: '2.8.3-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-405', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed to query PHC param', names: [], level: 'err', releases: '2.8.3-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-406', event: 'phc-state', speaker: 'linux', text: 'PHC feature is not active in the device', names: [], level: 'err', releases: '2.8.3-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-407', event: 'phc-setup-failed', speaker: 'linux', text: 'ena_phc_alloc failed', names: [], level: 'err', releases: '2.8.3-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-408', event: 'phc-setup-failed', speaker: 'linux', text: 'phc_info is not allocated', names: [], level: 'err', releases: '2.8.3-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-409', event: 'phc-setup-failed', speaker: 'linux', text: 'Unsupprted PHC version (0x%X), error: %d', names: ['version', 'result'], level: 'err', releases: '2.10.0-2.12.3' },
  { id: 'ENA-410', event: 'phc-setup-failed', speaker: 'linux', text: 'Unsupported PHC version (0x%X), error: %d', names: ['version', 'result'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-411', event: 'phc-read-failed', speaker: 'linux', text: 'PHC get time request 0x%x failed (device error)', names: ['requestId'], level: 'err', releases: '2.15.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-412', event: 'phc-read-failed', speaker: 'linux', text: 'PHC get time request 0x%x failed (error 0x%x)', names: ['requestId', 'errorFlags'], level: 'err', releases: '2.15.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-413', event: 'phc-setup-failed', speaker: 'linux', text: 'Failed initializing PHC, error: %d', names: ['result'], level: 'err', releases: '2.16.0-2.17.0', kernels: '6.17-7.3' },
  { id: 'ENA-550', event: 'phc-state', speaker: 'linux', text: 'PHC feature is not supported', names: [], level: 'debug', releases: '2.8.0-2.8.2', debugOnly: true },
  { id: 'ENA-551', event: 'phc-state', speaker: 'linux', text: 'PHC is enabled', names: [], level: 'debug', releases: '2.8.0-2.8.2', debugOnly: true },
  { id: 'ENA-552', event: 'phc-state', speaker: 'linux', text: 'PHC feature is not enabled by the kernel', names: [], level: 'debug', releases: '2.8.3-2.17.0', kernels: '6.17-7.3', debugOnly: true },
  { id: 'ENA-553', event: 'phc-state', speaker: 'linux', text: 'PHC feature is not supported by the device', names: [], level: 'debug', releases: '2.8.3-2.17.0', kernels: '6.17-7.3', debugOnly: true },
  { id: 'ENA-554', event: 'phc-state', speaker: 'linux', text: 'PHC is active in the device', names: [], level: 'debug', releases: '2.8.3-2.17.0', kernels: '6.17-7.3', debugOnly: true },
];
