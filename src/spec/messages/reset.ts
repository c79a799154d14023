import type { Message } from '../message.ts';

/** Reset: its marker, its statistics dump, its outcome. */
// biome-ignore format: a table
export const resetMessages: readonly Message[] = [
  { id: 'ENA-001', event: 'reset-statistic', speaker: 'linux', text: '%s: %llu', names: ['counter', 'value'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3', note: 'Up to 2.13.3 and in kernels the whole ethtool -S list is dumped; from 2.14.0 on base counters, totals and a few per-queue Tx counters, the others at debug level.' },
  { id: 'ENA-002', event: 'reset-step-failed', speaker: 'linux', text: 'Can not initialize device', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-003', event: 'reset-step-failed', speaker: 'linux', text: 'Cannot initialize sysfs', names: [], level: 'err', releases: '1.0.0-2.9.1' },
  { id: 'ENA-004', event: 'reset-completed', speaker: 'linux', text: 'Device reset completed successfully', names: [], level: 'err', releases: '1.0.0-1.6.0', kernels: '4.9-7.3', note: 'Up to 1.2.0, and in 1.3.0-2.5.0 and kernels up to 5.14, printed after success only; in 2.6.0-2.13.0 and kernels from 5.17 on printed even when the restore failed.' },
  { id: 'ENA-005', event: 'reset-step-failed', speaker: 'linux', text: 'Device reset failed', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3', hidden: '2.2.11-2.7.4, 5.10-6.1' },
  { id: 'ENA-006', event: 'reset-step-failed', speaker: 'linux', text: 'Enable MSI-X failed', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-007', event: 'reset-step-failed', speaker: 'linux', text: "Error, device doesn't support enough queues", names: [], level: 'err', releases: '1.0.0-1.5.3', kernels: '4.9-4.19' },
  { id: 'ENA-008', event: 'reset-step-failed', speaker: 'linux', text: 'Error, device max mtu is smaller than netdev MTU', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-009', event: 'reset-step-failed', speaker: 'linux', text: 'Error, mac address are different', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-010', event: 'reset-step-failed', speaker: 'linux', text: 'Failed to create I/O queues', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-011', event: 'reset-failed', speaker: 'linux', text: 'Reset attempt failed. Can not reset the device', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-012', event: 'reset-triggered', speaker: 'linux', text: 'Trigger reset is on', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3', note: 'Printed by the service timer up to 2.15.0 and in kernels, by the reset work from 2.16.0 on.' },
  { id: 'ENA-013', event: 'reset-step-failed', speaker: 'linux', text: 'Validation of device parameters failed', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-014', event: 'reset-skipped', speaker: 'linux', text: 'device reset schedule while reset bit is off', names: [], level: 'err', releases: '1.1.2-2.2.10' },
  { id: 'ENA-015', event: 'reset-skipped', speaker: 'linux', text: 'ignoring device reset request as the device is being suspended', names: [], level: 'err', releases: '1.3.0-2.2.10', kernels: '4.19-4.19' },
  { id: 'ENA-016', event: 'close-found-broken-queue', speaker: 'linux', text: 'Destroy failure, restarting device', names: [], level: 'err', releases: '1.5.0-2.17.0', kernels: '4.19-7.3', hidden: '1.5.0-2.7.4, 4.19-6.1' },
  { id: 'ENA-017', event: 'reset-completed', speaker: 'linux', text: 'Device reset completed successfully, Driver info: %s', names: ['driverInfo'], level: 'err', releases: '2.0.2-2.13.0', note: 'In 2.0.2-2.5.0 printed after success only; in 2.6.0-2.13.0 printed even when the restore failed.' },
  { id: 'ENA-018', event: 'reset-skipped', speaker: 'linux', text: 'Ignoring device reset request as the device is being suspended', names: [], level: 'err', releases: '2.2.11-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-019', event: 'reset-postponed', speaker: 'linux', text: "FW isn't responsive, skipping reset routine", names: [], level: 'err', releases: '2.6.0-2.17.0' },
  { id: 'ENA-020', event: 'capabilities-refresh', speaker: 'linux', text: 'Received requet to refresh capabilities', names: [], level: 'info', releases: '2.6.0-2.17.0', note: "The misspelling is the driver's." },
  { id: 'ENA-021', event: 'resetting-device', speaker: 'linux', text: 'Resetting the device', names: [], level: 'err', releases: '2.7.2-2.17.0', kernels: '6.12-7.3' },
  { id: 'ENA-022', event: 'device-reset-requested', speaker: 'linux', text: 'The device has detected an unhealthy state, reset is requested', names: [], level: 'warning', releases: '2.12.0-2.17.0' },
  { id: 'ENA-023', event: 'reset-step-failed', speaker: 'linux', text: 'Failed to restore flow steering rule in index %d', names: ['rule'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-024', event: 'reset-step-failed', speaker: 'linux', text: 'Failed to restore flow steering rules', names: [], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-025', event: 'reset-completed', speaker: 'linux', text: 'Device reset completed, status: %d, Driver info: %s', names: ['status', 'driverInfo'], level: 'err', releases: '2.13.1-2.17.0', note: 'Printed at error level whatever the status; 0 is success.' },
  { id: 'ENA-026', event: 'reset-step-failed', speaker: 'linux', text: 'Failed to restore HW timestamping configuration', names: [], level: 'err', releases: '2.15.0-2.17.0' },
  { id: 'ENA-027', event: 'reset-failed', speaker: 'linux', text: 'Restore attempt failed.', names: [], level: 'err', releases: '2.17.0-2.17.0' },
];
