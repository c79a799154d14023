import { byte } from './field.ts';
import { struct } from './struct.ts';

/**
 * What the guest tells of itself: a page of 4 KiB, told by feature 28, of which drivers use 196 bytes (192 before 2.1.3).
 * Releases before 2.0.2 had four words of features from byte 176 on. Source: `ena_admin_defs.h`.
 */
export const hostInfo = struct('ena_admin_host_info', 196, {
  osType: byte(0).u32('A row of `osTypes`'),
  distribution: byte(4).text(128, 'Linux: the kernel release'),
  distributionNumber: byte(132).u32(),
  kernelVersion: byte(136).text(32, 'Linux: the build string'),
  kernelNumber: byte(168).u32('Linux: LINUX_VERSION_CODE'),
  driverMajor: byte(172).u8(),
  driverMinor: byte(173).u8(),
  driverSubminor: byte(174).u8(),
  moduleType: byte(175).u8('ASCII: g from GitHub, K from the kernel'),
  networkFeatures: byte(176).u64('Bits of the network stack, refreshed every second; exact as a set only below bit 53'),
  specMinor: byte(184).u8(),
  specMajor: byte(185).u8(),
  pciFunction: byte(186).bits(2, 0),
  pciDevice: byte(186).bits(7, 3),
  pciBus: byte(187).u8(),
  cpus: byte(188).u16(),
  driverFeatures: byte(192).u32('Bits of `driverFeatures`; since 2.1.3'),
});

/** The page that holds it. */
export const hostInfoPageBytes = 4096;

/** Who speaks. */
export const osTypes = { linux: 1, windows: 2, dpdk: 3, freebsd: 4, ipxe: 5, esxi: 6, macos: 7 } as const;

/** Bits by which a driver says what it can do. A device sends an Rx offset only to one with `rxOffset`. */
export const driverFeatures = {
  mutableRssTableSize: { bit: 0, since: '2.2.0' },
  rxOffset: { bit: 1, since: '2.1.4' },
  interruptModeration: { bit: 2, since: '2.1.3' },
  rxBufferMirroring: { bit: 3, since: '2.2.0' },
  rssConfigurableFunctionKey: { bit: 4, since: '2.2.11' },
  rxPageReuse: { bit: 6, since: '2.7.0' },
  txIpv6Checksum: { bit: 7, since: '2.10.0' },
  hardwareClock: { bit: 8, since: '2.10.0' },
  debugAreaExtended: { bit: 9, since: '2.17.0' },
} as const satisfies Record<string, { bit: number; since: string }>;
