import { KernelLog } from '../../host/kernelLog.ts';
import type { Machine } from './hosts.ts';

/** What serves the interface in the end. */
export type Served = 'ena' | 'stock' | 'none';

const firmware = {
  nitro: (type: string) => `DMI: Amazon EC2 ${type}/, BIOS 1.0 10/16/2017`,
  xen: () => 'DMI: Xen HVM domU, BIOS 4.11.amazon 08/24/2006',
  metal: (type: string) => `DMI: Amazon EC2 ${type}/Not Specified, BIOS 1.0 10/16/2017`,
} as const;

/** What a kernel says before it knows of any network; seconds since boot and text. */
const early = ({ guest, type, hypervisor, virtualization }: Machine): [number, string][] => [
  [0, `Linux version ${guest.kernel} (mockbuild@ip-10-0-0-1) #1 SMP`],
  [0, 'Command line: root=LABEL=/ console=tty1 console=ttyS0,115200n8 net.ifnames=0'],
  [0, virtualization === 'paravirtual' ? 'Booting paravirtualized kernel on Xen' : firmware[hypervisor](type)],
  ...(hypervisor === 'metal' || virtualization === 'paravirtual'
    ? []
    : [[0.01, `Hypervisor detected: ${hypervisor === 'xen' ? 'Xen HVM' : 'KVM'}`] satisfies [number, string]]),
];

const stock = {
  ena: [],
  vif: [[1.402, 'xen_netfront: Initialising Xen virtual ethernet driver']],
  ixgbevf: [
    [1.402, 'ixgbevf: Intel(R) 10 Gigabit PCI Express Virtual Function Network Driver'],
    [1.43, 'ixgbevf 0000:00:03.0: Intel(R) 82599 Virtual Function'],
  ],
} as const satisfies Record<Machine['adapter'], readonly (readonly [number, string])[]>;

const stamped = (lines: readonly (readonly [number, string])[]): string => {
  let uptimeNs = 0;
  const log = new KernelLog(() => uptimeNs);
  for (const [seconds, text] of lines) {
    uptimeNs = seconds * 1e9;
    log.print({ level: 'info', text });
  }
  return log.text;
};

/** What programs print once the kernel is up. */
const late = (served: Served, { guest, adapter, virtualization }: Machine): string[] =>
  served === 'none'
    ? [
        ...(adapter === 'ena' && virtualization === 'hvm' && !guest.hasEna
          ? [`modprobe: FATAL: Module ena not found in directory /lib/modules/${guest.kernel}`]
          : []),
        '[FAILED] Failed to start Network configuration.',
        'cloud-init: ci-info: no interface but lo',
        'cloud-init: url_helper.py[WARNING]: http://169.254.169.254/latest/meta-data/: Network is unreachable',
      ]
    : [
        '[  OK  ] Started Network configuration.',
        'cloud-init: ci-info: eth0 is up',
        '[  OK  ] Started OpenSSH server daemon.',
      ];

/**
 * What the serial console of a boot shows: the kernel's lines, those of the ENA driver as the emulated adapter made it
 * print them, then the programs'.
 */
export const guestConsole = (machine: Machine, served: Served, enaLog: string): string =>
  [
    stamped(early(machine)),
    served === 'stock' ? stamped(stock[machine.adapter]) : enaLog,
    ...late(served, machine).map((line) => `${line}\n`),
    `\nlocalhost login: `,
  ].join('');
