/**
 * vfio-user: a device in one process for a machine in another. Source: the protocol's specification, and QEMU's client,
 * which deviates in places. Commands mirror the ioctls of Linux's VFIO, and so do the numbers.
 */

/** A number in a message, little-endian: where it lies from the beginning of its part, and its size. */
export interface WireField {
  readonly at: number;
  readonly bytes: 2 | 4 | 8;
}

const u16 = (at: number): WireField => ({ at, bytes: 2 });
const u32 = (at: number): WireField => ({ at, bytes: 4 });
const u64 = (at: number): WireField => ({ at, bytes: 8 });

/** Before every message. `sizeBytes` counts the header too. */
export const header = { id: u16(0), command: u16(2), sizeBytes: u32(4), flags: u32(8), errno: u32(12) } as const;
export const headerBytes = 16;

/** Bits of the header's flags. */
export const flags = { typeMask: 0xf, command: 0, reply: 1, noReply: 0x10, error: 0x20 } as const;

/** What may come or go, and how many bytes its fixed part has. */
export const commands = {
  version: { code: 1, fixedBytes: 4 },
  dmaMap: { code: 2, fixedBytes: 32 },
  dmaUnmap: { code: 3, fixedBytes: 24 },
  deviceInfo: { code: 4, fixedBytes: 16 },
  regionInfo: { code: 5, fixedBytes: 32 },
  regionDescriptors: { code: 6, fixedBytes: 16 },
  interruptInfo: { code: 7, fixedBytes: 16 },
  setInterrupts: { code: 8, fixedBytes: 20 },
  regionRead: { code: 9, fixedBytes: 16 },
  regionWrite: { code: 10, fixedBytes: 16 },
  dmaRead: { code: 11, fixedBytes: 16 },
  dmaWrite: { code: 12, fixedBytes: 16 },
  reset: { code: 13, fixedBytes: 0 },
  writeMultiple: { code: 15, fixedBytes: 8 },
} as const;

export type CommandName = keyof typeof commands;

/** Fixed parts, after the header. `argumentBytes` is what the asker has room for, without the header. */
export const version = { major: u16(0), minor: u16(2) } as const;
export const dmaMap = {
  argumentBytes: u32(0),
  flags: u32(4),
  offset: u64(8),
  address: u64(16),
  sizeBytes: u64(24),
} as const;
export const dmaUnmap = { argumentBytes: u32(0), flags: u32(4), address: u64(8), sizeBytes: u64(16) } as const;
export const deviceInfo = { argumentBytes: u32(0), flags: u32(4), regions: u32(8), interrupts: u32(12) } as const;
export const regionInfo = {
  argumentBytes: u32(0),
  flags: u32(4),
  index: u32(8),
  capabilityOffset: u32(12),
  sizeBytes: u64(16),
  offset: u64(24),
} as const;
export const regionDescriptors = { argumentBytes: u32(0), flags: u32(4), index: u32(8), count: u32(12) } as const;
export const interruptInfo = { argumentBytes: u32(0), flags: u32(4), index: u32(8), count: u32(12) } as const;
export const setInterrupts = {
  argumentBytes: u32(0),
  flags: u32(4),
  index: u32(8),
  start: u32(12),
  count: u32(16),
} as const;
export const regionAccess = { offset: u64(0), region: u32(8), lengthBytes: u32(12) } as const;
export const writeMultiple = { count: u64(0) } as const;
/** One of the writes of `writeMultiple`: a region access and 8 bytes of data, however few are meant. */
export const oneWriteBytes = 24;
export const dmaAccess = { address: u64(0), lengthBytes: u64(8) } as const;

/** Bits of `dmaMap.flags`. */
export const dmaMapFlags = { read: 1, write: 2 } as const;
/** Bits of `dmaUnmap.flags`. */
export const dmaUnmapFlags = { dirtyPages: 1, all: 2 } as const;
/** Bits of `deviceInfo.flags`. */
export const deviceFlags = { reset: 1, pci: 2 } as const;
/** Bits of `regionInfo.flags`. */
export const regionFlags = { read: 1, write: 2 } as const;
/** Bits of `interruptInfo.flags`. */
export const interruptFlags = { event: 1, maskable: 2, noResize: 8 } as const;
/** Bits of `setInterrupts.flags`: one says what data is there, one what is to be done. */
export const interruptData = { none: 1, bool: 2, event: 4 } as const;
export const interruptActions = { mask: 8, unmask: 16, trigger: 32 } as const;

/** Regions by index. */
export const regions = { bars: 6, rom: 6, config: 7, vga: 8, count: 9 } as const;
/** Kinds of interrupts by index. */
export const interrupts = { intx: 0, msi: 1, msix: 2, error: 3, request: 4, count: 5 } as const;

/** What we can take. Larger data comes in several messages. */
export const limits = {
  /** Of a region's or of DMA's data in one message. */
  dataBytes: 65_536,
  messageBytes: 65_536 + 4096,
  /** Descriptors beside one message. QEMU sends 8 unless told otherwise, and never more than 16. */
  descriptors: 16,
  /** Runs of guest memory; a machine has some twenty. */
  dmaRegions: 512,
  /** Of guest memory, all runs together: an address space of 47 bits is shared with everything else. */
  dmaBytes: 2 ** 44,
} as const;
