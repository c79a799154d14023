import { bars, classCode, msix, type PciBar } from '../../spec/wire/pci.ts';
import type { PciFunction } from '../port.ts';

/** Of a PCI Express function. */
export const configBytes = 4096;

/** Numbers in the configuration space: where, how many bytes, what stands there, and which of its bits can be written. */
export interface ConfigRow {
  readonly at: number;
  readonly bytes: 1 | 2 | 4;
  readonly value: number;
  /** Bits that keep what is written. None unless told. */
  readonly writable?: number;
  readonly doc: string;
}

/** Device control of the PCI Express capability, and the bit that resets the function. It reads as 0. */
export const functionReset = { at: 0x78, bit: 0x8000 } as const;

/** The command register, and the bit by which a machine lets the function write to its memory, which interrupts are, too. */
export const command = { at: 0x04, busMaster: 0x0004 } as const;

const barAt = (index: number): number => 0x10 + 4 * index;
const prefetchable = 0x8;

const barRow = ({ index, sizeBytes, prefetchable: canPrefetch, doc }: PciBar): ConfigRow => ({
  at: barAt(index),
  bytes: 4,
  value: canPrefetch ? prefetchable : 0,
  // A machine writes ones and sees by the zeros how large it is.
  writable: -sizeBytes >>> 0,
  doc,
});

/** All that is not 0. Capabilities lie where an adapter on EC2 has them. */
// biome-ignore format: a table
export const configRows = (pci: PciFunction, llqBytes: number): readonly ConfigRow[] => [
  { at: 0x00, bytes: 2, value: pci.vendorId, doc: 'vendor' },
  { at: 0x02, bytes: 2, value: pci.deviceId, doc: 'device' },
  { at: command.at, bytes: 2, value: 0, writable: 0x0546, doc: 'command: memory, bus master, parity, SERR, no INTx' },
  { at: 0x06, bytes: 2, value: 0x0010, doc: 'status: there are capabilities' },
  { at: 0x08, bytes: 1, value: pci.revision, doc: 'revision' },
  { at: 0x09, bytes: 1, value: classCode & 0xff, doc: 'interface' },
  { at: 0x0a, bytes: 2, value: classCode >>> 8, doc: 'class' },
  { at: 0x0c, bytes: 1, value: 0, writable: 0xff, doc: 'cache line; without meaning on PCI Express' },
  barRow(bars.registers),
  barRow(bars.vectors),
  ...(llqBytes > 0 ? [barRow({ ...bars.llq, sizeBytes: llqBytes })] : []),
  { at: 0x2c, bytes: 2, value: pci.vendorId, doc: 'vendor of the subsystem' },
  { at: 0x2e, bytes: 2, value: pci.deviceId, doc: 'subsystem' },
  { at: 0x34, bytes: 1, value: 0x40, doc: 'first capability' },
  { at: 0x3c, bytes: 1, value: 0, writable: 0xff, doc: 'interrupt line: a note of the machine' },

  { at: 0x40, bytes: 2, value: 0x7001, doc: 'power management, then 0x70' },
  { at: 0x42, bytes: 2, value: 0x0003, doc: 'version 3: D0 and D3' },
  { at: 0x44, bytes: 2, value: 0x0008, writable: 0x0003, doc: 'power state; waking up is no reset' },

  { at: 0x70, bytes: 2, value: 0xb010, doc: 'PCI Express, then 0xb0' },
  { at: 0x72, bytes: 2, value: 0x0002, doc: 'version 2, endpoint' },
  { at: 0x74, bytes: 4, value: 0x1000_8fc0, doc: 'role-based errors, function reset, any latency' },
  { at: functionReset.at, bytes: 2, value: 0x2810, writable: 0x7fff, doc: 'device control: relaxed ordering, no snoop, reads of 512 bytes' },
  { at: 0x7c, bytes: 4, value: 0x0000_0011, doc: 'link capabilities: 2.5 GT/s, one lane' },
  { at: 0x80, bytes: 2, value: 0, writable: 0x00c8, doc: 'link control' },
  { at: 0x82, bytes: 2, value: 0x0011, doc: 'link status: as it can' },
  { at: 0x98, bytes: 2, value: 0, writable: 0x001f, doc: 'device control 2: completion timeout' },

  { at: 0xb0, bytes: 2, value: 0x0011, doc: 'MSI-X, last' },
  { at: 0xb2, bytes: 2, value: pci.vectors - 1, writable: 0xc000, doc: 'vectors; enabled, all masked' },
  { at: 0xb4, bytes: 4, value: msix.table.offset | msix.table.bar, doc: 'where the table is' },
  { at: 0xb8, bytes: 4, value: msix.pending.offset | msix.pending.bar, doc: 'where the pending bits are' },
];
