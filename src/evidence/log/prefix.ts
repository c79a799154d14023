import type { Speaker } from '../../spec/message.ts';

/** How a driver signs what it prints. */
export interface Prefix {
  readonly name: string;
  /** A line's beginning, without wrapper. */
  readonly example: string;
  /** Sticky, from the first character of the message. Groups `pci` and `interface`, where the prefix has them. */
  readonly pattern: RegExp;
  /** Whose line it is. */
  readonly speaker: Speaker;
  /** Whose wordings may follow; drivers share the code that talks to the device, so another's may be met. */
  readonly speakers: readonly Speaker[];
  /** What an unknown wording behind it is: a line of the driver all the same, or nothing that we may claim. */
  readonly unknown: 'driver' | 'driver if wrapped' | 'nothing';
}

const address = '(?<pci>(?:[\\da-fx]{4}:)?[\\da-fx]{2}:[\\da-fx]{2}\\.[\\dx])';
const state = '(?: \\((?:uninitialized|unregistering|unregistered|registering|released|dummy|unknown)\\))?';
const com = '(?:\\[ENA_COM: ?\\w{1,64}\\] ?)?';

export const devicePrefix: Prefix = {
  name: 'device, with or without interface, anonymised or not',
  example: 'ena 0000:00:05.0 (unnamed net_device) (uninitialized): ',
  pattern: new RegExp(
    `ena (?:PCI|${address})(?: (?:\\(unnamed net_device\\)|(?<interface>[^\\s:()]{1,40})))?${state}: ?${com}`,
    'iy',
  ),
  speaker: 'linux',
  speakers: ['linux', 'kernel'],
  unknown: 'driver',
};

/** The more particular before the more general. */
export const prefixes: readonly Prefix[] = [
  devicePrefix,
  {
    name: 'shared code of the first releases',
    example: 'ena: [ENA_COM: ena_com_reg_bar_read32] ',
    pattern: /(?:ena: ?)?\[ENA_COM: ?\w{1,64}\] ?/y,
    speaker: 'linux',
    speakers: ['linux', 'dpdk', 'freebsd'],
    unknown: 'driver',
  },
  {
    name: "module, in the driver core's word on one device",
    example: 'ena: probe of 0000:00:05.0 failed with error -62',
    pattern: new RegExp(`ena: (?=probe of ${address} failed)`, 'iy'),
    speaker: 'linux',
    speakers: ['kernel'],
    unknown: 'nothing',
  },
  {
    name: 'module',
    example: 'ena: ',
    pattern: /ena: ?/y,
    speaker: 'linux',
    speakers: ['linux', 'kernel'],
    unknown: 'driver if wrapped',
  },
  {
    name: 'FreeBSD function and thread, with or without device',
    example: 'ena0: ena_com_validate_version() [TID:100000]: ',
    pattern: /(?:(?<interface>ena\d{1,3}): ?)?ena_\w{1,64}\(\) ?\[TID:\d{1,9}\]: ?/y,
    speaker: 'freebsd',
    speakers: ['freebsd', 'linux'],
    unknown: 'driver',
  },
  {
    name: 'FreeBSD device, which early versions named twice',
    example: 'ena0: ',
    pattern: /(?<interface>ena\d{1,3}): ?(?:ena\d{1,3}: ?)?(?:\[nm\] ?)?/y,
    speaker: 'freebsd',
    speakers: ['freebsd', 'linux'],
    unknown: 'driver if wrapped',
  },
  {
    name: 'DPDK log type',
    example: 'ENA_DRIVER: ena_timer_wd_callback(): ',
    pattern:
      /(?:ENA_(?:INIT|DRIVER|RX|TX|COM)|pmd\.net\.ena(?:\.\w{1,16})?)(?: ?\(\w{1,8}\))?: ?(?:\w{1,64}\(\): ?|\[ENA_COM: ?\w{1,64}\] ?)?/y,
    speaker: 'dpdk',
    speakers: ['dpdk', 'linux'],
    unknown: 'driver',
  },
  {
    name: 'DPDK before log types',
    example: 'PMD: ena_timer_wd_callback(): ',
    pattern: /PMD: (?:ena_\w{1,64}|eth_ena_\w{1,64})\(\): ?/y,
    speaker: 'dpdk',
    speakers: ['dpdk', 'linux'],
    unknown: 'driver',
  },
  {
    name: 'DPDK whose log types are not printed',
    example: 'ena_queue_start(): ',
    pattern:
      /(?:(?:eth_)?ena_\w{1,64}|check_for_(?:missing_keep_alive|admin_com_state|tx_completions?(?:_in_queue)?)|validate_[rt]x_req_id)\(\): ?/y,
    speaker: 'dpdk',
    speakers: ['dpdk', 'linux'],
    unknown: 'nothing',
  },
  {
    name: "DPDK's environment",
    example: 'EAL: ',
    pattern: /(?:EAL|PMD): {1,3}/y,
    speaker: 'dpdk',
    speakers: ['dpdk'],
    unknown: 'nothing',
  },
  {
    name: 'EFA, which is not ENA',
    example: 'infiniband rdmap0s6: ',
    pattern: new RegExp(
      `(?:infiniband (?<interface>rdmap\\w{1,32}|efa_?\\d{0,4})|efa(?: (?:PCI|${address})(?: [\\w%]{1,32})?)?|rdmap\\w{1,32}|efa_\\d{1,4}): ?`,
      'y',
    ),
    speaker: 'efa',
    speakers: ['efa'],
    unknown: 'driver',
  },
  {
    name: 'interface without its device',
    example: 'eth0: ',
    pattern: new RegExp(`(?<interface>(?:eth|en[spoPX])[\\w%.]{1,14})${state}: `, 'y'),
    speaker: 'linux',
    speakers: ['linux'],
    unknown: 'nothing',
  },
];

/** `00:05.0` is `0000:00:05.0`; an address that was anonymised is none. */
export const wholeAddress = (pci: string | undefined): string | undefined => {
  if (pci === undefined || /x/i.test(pci)) return undefined;
  return (pci.length < 12 ? `0000:${pci}` : pci).toLowerCase();
};

/** An interface's name, unless it is a template (`eth%d`) or stands for one (`IF`). */
export const realName = (name: string | undefined): string | undefined =>
  name === undefined || name.includes('%') || name === 'IF' ? undefined : name;
