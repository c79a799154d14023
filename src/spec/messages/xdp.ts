import type { Message } from '../message.ts';

/** XDP and AF_XDP. */
// biome-ignore format: a table
export const xdpMessages: readonly Message[] = [
  { id: 'ENA-421', event: 'xdp-setup-failed', speaker: 'linux', text: 'Failed to register xdp rx queue info memory model. RX queue num %d rc: %d', names: ['queue', 'result'], level: 'err', releases: '2.2.0-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-422', event: 'xdp-setup-failed', speaker: 'linux', text: 'Failed to register xdp rx queue info. RX queue num %d rc: %d', names: ['queue', 'result'], level: 'err', releases: '2.2.0-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-423', event: 'xdp-rejected-queues', speaker: 'linux', text: 'Failed to set xdp program, the Rx/Tx channel count should be at most half of the maximum allowed channel count. The current queue count (%d), the maximal queue count (%d)', names: ['queues', 'maxQueues'], level: 'err', releases: '2.2.0-2.16.1', kernels: '5.10-7.3' },
  { id: 'ENA-424', event: 'xdp-rejected-mtu', speaker: 'linux', text: 'Failed to set xdp program, the current MTU (%d) is larger than the maximum allowed MTU (%lu) while xdp is on', names: ['mtu', 'maxMtu'], level: 'err', releases: '2.2.0-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-425', event: 'xdp-rejected-mtu', speaker: 'linux', text: 'Failed to set xdp program, the current MTU is larger than the maximum allowed MTU. Check the dmesg for more info', names: [], level: 'info', releases: '2.2.0-2.17.0', kernels: '5.10-7.3', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-426', event: 'xdp-rejected-queues', speaker: 'linux', text: 'Failed to set xdp program, there is no enough space for allocating XDP queues, Check the dmesg for more info', names: [], level: 'info', releases: '2.2.0-2.16.1', kernels: '5.10-7.3', note: 'Handed to the calling tool as a netlink extended ack; never in the log.' },
  { id: 'ENA-427', event: 'xdp-state', speaker: 'linux', text: 'xdp program set, changing the max_mtu from %d to %d', names: ['fromMtu', 'toMtu'], level: 'info', releases: '2.2.0-2.2.10' },
  { id: 'ENA-428', event: 'xdp-state', speaker: 'linux', text: 'XDP program is set, changing the max_mtu from %d to %d', names: ['fromMtu', 'toMtu'], level: 'info', releases: '2.2.11-2.17.0', kernels: '5.10-7.3' },
  { id: 'ENA-429', event: 'xsk-refused', speaker: 'linux', text: 'Changing channel count not supported with xsk pool loaded', names: [], level: 'err', releases: '2.7.0-2.17.0' },
  { id: 'ENA-430', event: 'xdp-setup-failed', speaker: 'linux', text: 'Failed to DMA map XSK pool for qid %d', names: ['queue'], level: 'err', releases: '2.7.0-2.17.0' },
  { id: 'ENA-431', event: 'xsk-refused', speaker: 'linux', text: 'Max qid for XSK pool is %d (received %d)', names: ['queues', 'queue'], level: 'err', releases: '2.7.0-2.12.3' },
  { id: 'ENA-432', event: 'xdp-packets-dropped', speaker: 'linux', text: 'xdp: dropped multi-buffer packets. RX packets must be < %lu', names: ['maxMtu'], level: 'err', releases: '2.8.0-2.11.1' },
  { id: 'ENA-433', event: 'xdp-packets-dropped', speaker: 'linux', text: 'xdp: dropped unsupported multi-buffer packets', names: [], level: 'err', releases: '2.12.0-2.17.0', kernels: '6.1-7.3' },
  { id: 'ENA-434', event: 'xsk-refused', speaker: 'linux', text: 'Adding additional headroom to pool is not supported', names: [], level: 'err', releases: '2.13.0-2.16.1' },
  { id: 'ENA-435', event: 'xsk-refused', speaker: 'linux', text: 'Only page size chunks are supported', names: [], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-436', event: 'xsk-refused', speaker: 'linux', text: 'UMEM can be set for qid [%d, %d], received %d', names: ['firstQueue', 'lastQueue', 'queue'], level: 'err', releases: '2.13.0-2.16.1' },
  { id: 'ENA-437', event: 'xsk-refused', speaker: 'linux', text: 'UMEM queue id %d is higher than number of queues', names: ['queue'], level: 'err', releases: '2.13.0-2.17.0' },
  { id: 'ENA-438', event: 'xdp-packets-dropped', speaker: 'linux', text: 'xdp: dropped multi-buffer packets with short linear part', names: [], level: 'err', releases: '2.14.0-2.17.0' },
  { id: 'ENA-439', event: 'xdp-packets-dropped', speaker: 'linux', text: 'xdp: dropped multi-buffer packets with too many frags', names: [], level: 'err', releases: '2.14.0-2.17.0' },
  { id: 'ENA-440', event: 'xsk-refused', speaker: 'linux', text: 'XSK pool frame size too small', names: [], level: 'err', releases: '2.17.0-2.17.0' },
  { id: 'ENA-555', event: 'xdp-state', speaker: 'linux', text: 'Registering RX info for queue %d', names: ['queue'], level: 'debug', releases: '2.7.0-2.9.1', kernels: '6.12-7.3', debugOnly: true },
  { id: 'ENA-556', event: 'xdp-state', speaker: 'linux', text: 'Removing XDP program', names: [], level: 'debug', releases: '2.7.0-2.17.0', kernels: '6.12-7.3', debugOnly: true },
  { id: 'ENA-557', event: 'xdp-state', speaker: 'linux', text: 'Removing XSK pool for queue %d', names: ['queue'], level: 'debug', releases: '2.7.0-2.17.0', debugOnly: true },
  { id: 'ENA-558', event: 'xdp-state', speaker: 'linux', text: 'Set a new XDP program', names: [], level: 'debug', releases: '2.7.0-2.17.0', kernels: '6.12-7.3', debugOnly: true },
  { id: 'ENA-559', event: 'xdp-state', speaker: 'linux', text: 'Setting XSK pool for queue %d', names: ['queue'], level: 'debug', releases: '2.7.0-2.17.0', debugOnly: true },
  { id: 'ENA-560', event: 'xdp-state', speaker: 'linux', text: 'Unregistering RX info for queue %d', names: ['queue'], level: 'debug', releases: '2.7.0-2.17.0', kernels: '6.12-7.3', debugOnly: true },
  { id: 'ENA-561', event: 'xdp-state', speaker: 'linux', text: 'Registering RX info for queue %d with napi id %d', names: ['queue', 'napiId'], level: 'debug', releases: '2.10.0-2.17.0', debugOnly: true },
];
