import type { Answer, Ethtool } from '../../native/ethtoolIoctl.ts';
import type { FakeMachine } from './fakeHost.ts';

/** An interface as its driver describes it; `counters` is asked anew for each snapshot. */
export interface FakeInterface {
  readonly pci: string;
  counters(): Answer<ReadonlyMap<string, number>>;
}

/** An ena driver that serves these interfaces and knows of no others. */
export const fakeEthtool = (interfaces: Readonly<Record<string, FakeInterface>>): Ethtool => ({
  driver: async (name) => {
    const bus = interfaces[name]?.pci;
    if (bus === undefined) return { refusal: 'ENODEV' };
    return { value: { driver: 'ena', version: '2.13.0g', firmware: '', bus } };
  },
  counters: async (name) => interfaces[name]?.counters() ?? { refusal: 'ENODEV' },
  sample: async (name, known) => {
    const answer = interfaces[name]?.counters() ?? { refusal: 'ENODEV' };
    if ('refusal' in answer) return answer;
    const values = [...answer.value.values()];
    if (known?.values.length !== values.length)
      return { value: { names: [...answer.value.keys()], values: Float64Array.from(values) } };
    known.values.set(values);
    return { value: known };
  },
  settings: async (name, of) => {
    if (interfaces[name] === undefined) return { refusal: 'ENODEV' };
    if (of === 'coalescing') return { refusal: 'ENOTSUP' };
    return { value: { maximum: { RX: 8192, TX: 1024 }, current: { RX: 1024, TX: 1024 } } };
  },
  close: () => {},
});

/** Counters that never fall: each snapshot adds `rise` to what was there. */
export const rising = (rise: Readonly<Record<string, number>>): FakeInterface['counters'] => {
  let snapshots = 0;
  return () => {
    snapshots++;
    return { value: new Map(Object.entries(rise).map(([name, by]) => [name, by * snapshots])) };
  };
};

export const quiet: FakeInterface['counters'] = () => ({
  value: new Map(Object.entries({ tx_timeout: 0, wd_expired: 0, interface_up: 1, queue_0_tx_cnt: 5123 })),
});

/** What sysfs shows of a PCI function. */
export const pciFunction = (
  pci: string,
  { vendor = '0x1d0f', device = '0xec20', driver = '', interfaces = [] as readonly string[] } = {},
): Required<Pick<FakeMachine, 'files' | 'links'>> => {
  const folder = `/sys/bus/pci/devices/${pci}`;
  return {
    files: {
      [`${folder}/vendor`]: `${vendor}\n`,
      [`${folder}/device`]: `${device}\n`,
      ...Object.fromEntries(interfaces.map((name) => [`${folder}/net/${name}/mtu`, '9001\n'])),
      ...Object.fromEntries(interfaces.map((name) => [`/sys/class/net/${name}/mtu`, '9001\n'])),
    },
    links:
      driver === ''
        ? {}
        : {
            [`${folder}/driver`]: `../../../bus/pci/drivers/${driver}`,
            ...Object.fromEntries(
              interfaces.map((name) => [`/sys/class/net/${name}/device/driver`, `../../../bus/pci/drivers/${driver}`]),
            ),
          },
  };
};

export const kernel = '6.12.40-63.114.amzn2023.x86_64';
const folder = `/lib/modules/${kernel}`;

/** A Nitro guest on Amazon Linux, as far as it has nothing to do with its adapters. */
export const nitroGuest = {
  '/proc/sys/kernel/osrelease': `${kernel}\n`,
  '/proc/sys/kernel/random/boot_id': '946a9c4a-7f08-4406-bd82-e840e24df470\n',
  '/proc/sys/kernel/dmesg_restrict': '0\n',
  '/proc/uptime': '86400.00 160000.00\n',
  '/proc/stat': 'cpu  1000 0 500 90000 10 0 5 0 0 0\ncpu0 1000 0 500 90000 10 0 5 0 0 0\nintr 5 1 2\nctxt 12\n',
  '/proc/interrupts':
    '           CPU0       CPU1\n 27:          9          0  PCI-MSIX-0000:00:05.0   0-edge      ena-mgmnt@pci:0000:00:05.0\n 28:       4000          0  PCI-MSIX-0000:00:05.0   1-edge      eth0-Tx-Rx-0\n',
  '/etc/os-release': 'NAME="Amazon Linux"\nID="amzn"\nPRETTY_NAME="Amazon Linux 2023.9.20251117"\n',
  '/sys/class/dmi/id/sys_vendor': 'Amazon EC2\n',
  '/sys/class/dmi/id/bios_vendor': 'Amazon EC2\n',
  '/sys/class/dmi/id/product_name': 'c7i.large\n',
  '/sys/module/ena/version': '2.13.0g\n',
  '/sys/module/ena/initstate': 'live\n',
  [`${folder}/modules.builtin`]: 'kernel/fs/ext4/ext4.ko\n',
  [`${folder}/modules.dep`]: 'kernel/drivers/net/ethernet/amazon/ena/ena.ko.xz:\nkernel/drivers/block/loop.ko.xz:\n',
  '/sys/class/net/lo/mtu': '65536\n',
};

const kmsgOfBoot = [
  '5,0,0,-;Linux version 6.12.40-63.114.amzn2023.x86_64 (mockbuild@ip) #1 SMP\n',
  '6,301,1203400,-;ena 0000:00:05.0: Elastic Network Adapter (ENA) found at mem febf4000, mac addr 02:00:00:00:00:01\n SUBSYSTEM=pci\n DEVICE=+pci:0000:00:05.0\n',
];

/** An EC2 guest with two adapters that are well, seen by root. */
export const ec2Guest = (): Required<Pick<FakeMachine, 'files' | 'links' | 'kmsg' | 'ethtool'>> => {
  const first = pciFunction('0000:00:05.0', { driver: 'ena', interfaces: ['eth0'] });
  const second = pciFunction('0000:00:06.0', { driver: 'ena', interfaces: ['eth1'] });
  return {
    files: { ...nitroGuest, ...first.files, ...second.files },
    links: { ...first.links, ...second.links },
    kmsg: kmsgOfBoot,
    ethtool: fakeEthtool({
      eth0: { pci: '0000:00:05.0', counters: quiet },
      eth1: { pci: '0000:00:06.0', counters: quiet },
    }),
  };
};
