import type { Accelerator } from './accelerator.ts';

/** Hardware of a machine. */
export interface Hardware {
  readonly memoryBytes: number;
  readonly cpus: number;
  /** `q35` is an ordinary computer; `microvm` boots a little faster and has no firmware a disk could be started with. */
  readonly board: 'q35' | 'microvm';
  readonly accelerator: Accelerator;
  /** Devices, as QEMU's `-device` takes them. */
  readonly devices: readonly QemuDevice[];
  /** Whatever else QEMU is to be told, such as the `-netdev` of a device. */
  readonly extra: readonly string[];
}

/** A device as an object, for JSON has no quoting that a path could break. */
export interface QemuDevice {
  readonly driver: string;
  readonly [property: string]: unknown;
}

/** An adapter that another program serves on a socket. It has no ROM to be read at boot. */
export const adapterDevice = (socketPath: string): QemuDevice => ({
  driver: 'vfio-user-pci',
  rombar: 0,
  socket: { type: 'unix', path: socketPath },
});

/** Descriptors that QEMU inherits. */
export const inherited = { console: 3, agent: 4, initramfs: 5 } as const;

const boards = { q35: 'q35', microvm: 'microvm,pcie=on,rtc=on' } as const;
const accelerators = {
  kvm: ['-accel', 'kvm', '-cpu', 'host'],
  tcg: ['-accel', 'tcg', '-cpu', 'max'],
} as const;

/** The arguments of a QEMU that has the hardware, two serial lines, and nothing else. Its memory can be shared with the server of an adapter. */
export const hardwareArguments = (hardware: Hardware): string[] => [
  '-nodefaults',
  '-no-user-config',
  '-no-reboot',
  ...['-display', 'none'],
  ...['-machine', `${boards[hardware.board]},memory-backend=memory`],
  ...['-object', `memory-backend-memfd,id=memory,size=${hardware.memoryBytes},share=on`],
  ...['-m', `${hardware.memoryBytes}B`],
  ...['-smp', String(hardware.cpus)],
  ...accelerators[hardware.accelerator],
  ...(['console', 'agent'] as const).flatMap((line, index) => [
    '-chardev',
    `socket,id=${line},fd=${inherited[line]}`,
    '-device',
    `isa-serial,chardev=${line},index=${index}`,
  ]),
  ...hardware.extra,
  ...hardware.devices.flatMap((device) => ['-device', JSON.stringify(device)]),
];

/** Boots a kernel without a boot loader. */
export const kernelArguments = (image: string, append: string): string[] => [
  ...['-kernel', image],
  ...['-initrd', `/proc/self/fd/${inherited.initramfs}`],
  // A panic ends the machine at once: QEMU does not reboot. What would go to the console late is not wanted late.
  ...['-append', `console=ttyS0 panic=-1 loglevel=7 log_buf_len=4M ${append}`.trim()],
];
