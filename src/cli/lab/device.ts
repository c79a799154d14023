import { command, type Options, type Values } from '../command.ts';
import { adapterOptions } from './adapterOptions.ts';

const options = {
  socket: { type: 'string', takes: 'PATH', completes: 'files', says: 'Wait for a machine at this UNIX socket.' },
  ...adapterOptions,
  count: {
    type: 'string',
    takes: 'N',
    completes: 'nothing',
    says: 'Serve N adapters, each in a thread of its own, at PATH.0, PATH.1 and so on.',
  },
  for: { type: 'string', takes: 'TIME', completes: ['10m'], says: 'Stop after TIME.' },
  trace: {
    type: 'boolean',
    says: 'Print what the driver does with registers and commands, in words; on failure also where in enakit it happened.',
  },
} as const satisfies Options;

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
