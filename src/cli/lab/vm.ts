import { command, type Options, type Values } from '../command.ts';
import { adapterOptions } from './adapterOptions.ts';

const options = {
  kernel: {
    type: 'string',
    takes: 'KERNEL',
    completes: ['6.1', '6.12', '7.3'],
    says: 'Boot this Linux: 6.1, 6.12 (the usual one) or 7.3 of Debian, or the path of an image with its modules beside.',
  },
  driver: {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Load this ena.ko, made for the kernel, in place of the kernel’s own.',
  },
  parameters: {
    type: 'string',
    takes: 'WORDS',
    completes: 'nothing',
    says: 'Load the driver with these parameters, such as force_large_llq_header=1.',
  },
  bare: { type: 'boolean', says: 'Leave the driver unloaded and the interface down.' },
  ...adapterOptions,
  address: {
    type: 'string',
    takes: 'ADDRESS',
    completes: ['dhcp'],
    says: 'Give the interface ADDRESS/PREFIX, or dhcp, which is usual with --net user. Else 10.0.0.1/24.',
  },
  memory: { type: 'string', takes: 'SIZE', completes: ['512M', '2G'], says: 'Memory of the machine; 512M.' },
  cpus: {
    type: 'string',
    takes: 'N',
    completes: 'nothing',
    says: 'Processors of the machine, and queues with them; 1.',
  },
  timeout: { type: 'string', takes: 'TIME', completes: ['60s', '10m'], says: 'Interrupt COMMAND after TIME; 10m.' },
  save: {
    type: 'string',
    takes: 'FOLDER',
    completes: 'files',
    says: 'Keep the output, the kernel log, the counters and, with --trace, the trace in FOLDER, for ena doctor FOLDER.',
  },
  socket: {
    type: 'string',
    takes: 'PATH',
    completes: 'files',
    says: 'Have the adapter at PATH, for ena lab inject PATH and ena lab status PATH while the machine runs.',
  },
  trace: {
    type: 'boolean',
    says: 'Tell on standard error what the driver does with registers and commands, in words; on failure also where in enakit it happened.',
  },
  shell: { type: 'boolean', says: 'Sit down at a shell in the machine. Ctrl-] leaves it, and switches it off.' },
  disk: {
    type: 'string',
    takes: 'IMAGE',
    completes: 'files',
    says: 'Boot the system of a raw or qcow2 image instead, at its serial console. Ctrl-] leaves it.',
  },
  keep: { type: 'boolean', says: 'With --disk: let changes go into the image. Else they are forgotten.' },
  qemu: { type: 'string', takes: 'PATH', completes: 'files', says: 'Use this QEMU, of version 10.1 or later.' },
} as const satisfies Options;

/** What the options of `ena lab vm` said. */
export type VmValues = Values<typeof options>;

export const vm = command({
  name: 'lab vm',
  takes: '[-- COMMAND…]',
  atLeast: 0,
  atMost: Number.POSITIVE_INFINITY,
  completes: 'nothing',
  says: 'Boot a virtual machine with the adapter of the lab and an unmodified driver, and run a command in it.',
  about: [
    'Boots Linux in QEMU, gives it the adapter of the lab, loads the ena driver, brings the interface up, and runs COMMAND: several words are a program with its arguments, a single one is a script of sh. Its output and its exit code are those of ena; when the machine could not be had, ena ends with 3. Without COMMAND it shows the interface and sends three pings.',
    'What is needed comes from Debian by apt the first time, about 70 MB, with signatures and checksums checked, into a cache of its own ($XDG_CACHE_HOME/enakit); nothing of this system is changed. After that no network is needed. On other systems name QEMU with --qemu and a kernel with --kernel.',
  ],
  options,
  examples: [
    { line: 'ena lab vm', says: 'The driver of Linux 6.12, an interface that is up, three pings.', ends: [0] },
    {
      line: 'ena lab vm --kernel 6.1 --save run -- ethtool -S eth0 && ena doctor run',
      says: 'The counters of a real driver; then the doctor on its log and counters.',
      ends: [0, 1],
    },
    {
      line: 'ena lab vm --fault keep-alive-lost --trace --save lost -- sleep 12; ena doctor lost',
      says: 'A driver whose adapter never posts a keep-alive, and what the doctor makes of its log.',
      ends: [1],
    },
    { line: 'ena lab vm --kernel 7.3 --shell', says: 'Look around. It wants a terminal.', ends: [0, 2] },
  ],
  run: async (values, operands, shell) => {
    const { runVm } = await import('./runVm.ts');
    return runVm(values, operands, shell);
  },
});
