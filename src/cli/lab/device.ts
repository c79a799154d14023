import { command, type Options, type Values } from '../command.ts';

/** How an adapter of the lab is, for every verb that makes one. */
export const adapterOptions = {
  preset: {
    type: 'string',
    takes: 'NAME',
    completes: ['nitro', 'second', 'first', 'minimal'],
    says: 'Begin with this adapter: nitro (of a current instance), second (of 2020), first (of 2016) or minimal.',
  },
  queues: { type: 'string', takes: 'N', completes: 'nothing', says: 'Offer N queue pairs, 1 to 32.' },
  mac: { type: 'string', takes: 'MAC', completes: 'nothing', says: 'Have this address.' },
  'driver-limits': {
    type: 'string',
    takes: 'LIMITS',
    completes: 'nothing',
    says: 'Tell the driver these limits, such as tx-depth=512,rx-depth=1024,mtu=1500,vectors=5,llq-queues=0.',
  },
  'instance-limits': {
    type: 'string',
    takes: 'LIMITS',
    completes: 'nothing',
    says: 'Shape traffic as an instance does: bw-in, bw-out (bits per second, 10M, 5G), pps, conntrack and linklocal.',
  },
  net: {
    type: 'string',
    takes: 'NET',
    completes: ['echo', 'none', 'tap', 'user'],
    says: 'Plug it into NET: echo (a neighbour that answers whatever it is sent), none, tap[:NAME][,large-receive], user (by passt) or switch:PATH. With large-receive long packets reach the guest uncut, as from no real ENA.',
  },
  impair: {
    type: 'string',
    takes: 'WORDS',
    completes: 'nothing',
    says: 'Make the wire bad: loss=1%,delay=20ms,jitter=5ms,rate=100M and so on.',
  },
} as const satisfies Options;

const options = {
  socket: { type: 'string', takes: 'PATH', completes: 'files', says: 'Wait for a machine at this UNIX socket.' },
  ...adapterOptions,
  fault: {
    type: 'string',
    takes: 'FAULTS',
    completes: 'nothing',
    says: 'Lay these faults from the start, until they are lifted; a name or several with commas between.',
  },
  count: {
    type: 'string',
    takes: 'N',
    completes: 'nothing',
    says: 'Serve N adapters, each in a thread of its own, at PATH.0, PATH.1 and so on.',
  },
  pcap: { type: 'string', takes: 'FILE', completes: 'files', says: 'Keep every frame in FILE, for Wireshark.' },
  for: { type: 'string', takes: 'TIME', completes: ['10m'], says: 'Stop after TIME.' },
  trace: {
    type: 'boolean',
    says: 'Print what the driver does with registers and commands, in words; on failure also where in enakit it happened.',
  },
} as const satisfies Options;

/** What the options of an adapter said. */
export type AdapterValues = Values<typeof adapterOptions>;
/** What the options of `ena lab device` said. */
export type DeviceValues = Values<typeof options>;

export const device = command({
  name: 'lab device',
  takes: '',
  atLeast: 0,
  atMost: 0,
  completes: 'nothing',
  says: 'Serve the adapter to a virtual machine, over vfio-user.',
  about: [
    'Serves a complete emulated ENA at a UNIX socket, until interrupted. QEMU from 10.1 on gives it to a machine, whose own driver then drives it; what QEMU must be told is printed.',
    'While it serves, ena lab inject lays faults and ena lab status tells how it is. A machine that goes away leaves the adapter as it is for the next.',
  ],
  options,
  examples: [
    {
      line: 'ena lab device --socket ena.sock --queues 4 --trace --for 1s',
      says: 'Serve an adapter of four queue pairs, and tell what its driver does.',
      ends: [0],
    },
    {
      line: 'ena lab device --socket ena.sock --net none --fault keep-alive-lost --pcap ena.pcapng --for 1s',
      says: 'One that never posts a keep-alive, before no network, with every frame kept.',
      ends: [0],
    },
  ],
  run: async (values, _operands, shell) => {
    const { runDevice } = await import('./runDevice.ts');
    return runDevice(values, shell);
  },
});
