import type { Counters, CpuLoad, DriverInfo, ModuleInfo, Observation, PciDevice, Settings } from '../observation.ts';

/** What was observed without a text, as the tool prints it that would have told it, behind the tool's command. */
export interface ObservedText {
  /** The member of the bundle it belongs to. */
  readonly member: string;
  readonly text: string;
}

const titles = { rings: 'Ring', channels: 'Channel', coalescing: 'Coalesce', offloads: 'Offload' } as const;
const flags = { rings: '-g', channels: '-l', coalescing: '-c', offloads: '-k' } as const;

const rows = (values: Readonly<Record<string, number | string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}:\t${value}\n`)
    .join('');

const interfaceMember = (name: string | undefined): string => `ethtool-${name ?? 'unnamed'}.txt`;

const driverText = ({ interface: name, driver, version, firmware, pci }: DriverInfo): string =>
  [
    `$ ethtool -i ${name}`,
    `driver: ${driver}`,
    `version: ${version ?? ''}`,
    `firmware-version: ${firmware ?? ''}`,
    `bus-info: ${pci ?? ''}\n`,
  ].join('\n');

const settingsText = ({ interface: name, of, maximum, current }: Settings): string =>
  `$ ethtool ${flags[of]} ${name}\n${titles[of]} parameters for ${name}:\n${
    Object.keys(maximum).length > 0 ? `Pre-set maximums:\n${rows(maximum)}` : ''
  }Current hardware settings:\n${rows(current)}`;

const countersText = ({ interface: name, when, values }: Counters): string => {
  const stamp = when.wallMs === undefined ? '' : `${new Date(when.wallMs).toISOString()}\n`;
  const counted = [...values].map(([counter, { value }]) => `     ${counter}: ${value}\n`);
  return `${stamp}$ ethtool -S ${name}\nNIC statistics:\n${counted.join('')}`;
};

/** By what `modinfo`, `lsmod` and `modprobe` say in each case. */
const moduleText: Readonly<Record<ModuleInfo['state'], (module: ModuleInfo) => string>> = {
  loaded: (module) => `$ lsmod\nena 0 0\n${module.filename ? moduleText.found(module) : ''}`,
  found: ({ filename, version }) =>
    `$ modinfo ena\nfilename: ${filename ?? ''}\n${version ? `version: ${version}\n` : ''}name: ena\n`,
  builtin: ({ version }) => `$ modinfo ena\nname: ena\nfilename: (builtin)\n${version ? `version: ${version}\n` : ''}`,
  missing: ({ kernel }) =>
    `$ modprobe ena\nmodprobe: FATAL: Module ena not found in directory /lib/modules/${kernel}\n`,
  'load-failed': ({ error }) => `$ modprobe ena\nmodprobe: ERROR: could not insert 'ena': ${error}\n`,
};

const pciText = ({ pci, id, driverInUse }: PciDevice): string =>
  `${pci} Ethernet controller [0200]: Amazon.com, Inc. Elastic Network Adapter (ENA) [${id}]\n${
    driverInUse ? `\tKernel driver in use: ${driverInUse}\n` : ''
  }`;

const loadText = ({ cpu, steal, softirq, idle }: CpuLoad): string =>
  `00:00:00 ${cpu ?? 'all'} ${softirq} ${steal} ${idle}\n`;
const loadHeader = '$ mpstat -P ALL 1\n00:00:00 CPU %soft %steal %idle\n';

/** The text of an observation, unless it was read from a text that the bundle has. */
export const observedText = (seen: Observation, hasMember: (name: string) => boolean): ObservedText | undefined => {
  switch (seen.kind) {
    case 'driver':
      return { member: interfaceMember(seen.interface), text: driverText(seen) };
    case 'settings':
      return { member: interfaceMember(seen.interface), text: settingsText(seen) };
    case 'counters':
      return { member: interfaceMember(seen.interface), text: countersText(seen) };
    case 'module':
      return { member: 'module.txt', text: moduleText[seen.state](seen) };
    case 'pci':
      return { member: 'lspci.txt', text: `${hasMember('lspci.txt') ? '' : '$ lspci -nnk -D\n'}${pciText(seen)}` };
    case 'cpu':
      if (seen.span !== 'interval') return undefined;
      return { member: 'mpstat.txt', text: `${hasMember('mpstat.txt') ? '' : loadHeader}${loadText(seen)}` };
    case 'system':
      if (seen.kernel !== undefined) return { member: 'system.txt', text: `$ uname -r\n${seen.kernel}\n` };
      return seen.instanceType ? { member: 'system.txt', text: `instance-type: ${seen.instanceType}\n` } : undefined;
    case 'unseen':
      return { member: 'not-seen.txt', text: `ena did not see: ${seen.what}\n` };
    default:
      return undefined;
  }
};
