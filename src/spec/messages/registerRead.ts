import type { Message } from '../message.ts';

/** Registers read through the mailbox, and the reset handshake. */
// biome-ignore format: a table
export const registerReadMessages: readonly Message[] = [
  { id: 'ENA-100', event: 'register-value-invalid', speaker: 'linux', text: 'DMA width illegal value: %d', names: ['width'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-101', event: 'device-not-ready', speaker: 'linux', text: "Device isn't ready, abort com init", names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-102', event: 'device-not-ready', speaker: 'linux', text: "Device isn't ready, can't reset device", names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-103', event: 'register-value-invalid', speaker: 'linux', text: 'Invalid dma width value %d', names: ['dmaWidth'], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-104', event: 'register-value-invalid', speaker: 'linux', text: 'Invalid timeout value', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-105', event: 'register-read-wrong-offset', speaker: 'linux', text: 'Read failure: wrong offset provided', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-106', event: 'register-read-failed', speaker: 'linux', text: 'Reg read timeout occurred', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-107', event: 'register-read-failed', speaker: 'linux', text: 'Reg read32 timeout occurred', names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-108', event: 'reset-indication-stuck', speaker: 'linux', text: "Reset indication didn't turn off", names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-109', event: 'reset-indication-stuck', speaker: 'linux', text: "Reset indication didn't turn on", names: [], level: 'err', releases: '1.0.0-2.17.0', kernels: '4.9-7.3' },
  { id: 'ENA-110', event: 'register-read-timeout', speaker: 'linux', text: 'reading reg failed for timeout. expected: req id[%hu] offset[%hu] actual: req id[%hu] offset[%hu]', names: ['expectedId', 'expectedOffset', 'actualId', 'actualOffset'], level: 'err', releases: '1.0.0-2.2.10', kernels: '4.9-4.19' },
  { id: 'ENA-111', event: 'register-read-timeout', speaker: 'linux', text: 'Reading reg failed for timeout. expected: req id[%hu] offset[%hu] actual: req id[%hu] offset[%hu]', names: ['expectedId', 'expectedOffset', 'actualId', 'actualOffset'], level: 'err', releases: '2.2.11-2.5.0', kernels: '5.10-5.10' },
  { id: 'ENA-112', event: 'register-read-timeout', speaker: 'linux', text: 'Reading reg failed for timeout. expected: req id[%u] offset[%u] actual: req id[%u] offset[%u]', names: ['expectedId', 'expectedOffset', 'actualId', 'actualOffset'], level: 'err', releases: '2.6.0-2.17.0', kernels: '5.14-7.3' },
  { id: 'ENA-480', event: 'setup-detail', speaker: 'linux', text: 'ENA dma width: %d', names: ['width'], level: 'debug', releases: '1.0.0-2.17.0', kernels: '4.9-7.3', debugOnly: true },
];
