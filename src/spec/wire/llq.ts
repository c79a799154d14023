// How low-latency queues lie in BAR2. Source: `ena_eth_com.c`, `ena_admin_defs.h`.

/** Where the header goes. Drivers use inline and fall back to host mode where it is not offered. */
export const headerLocations = { inline: 1, headerRing: 2 } as const;

/** Codes of the entry size, each a bit of what is supported, and the size in bytes. */
export const entrySizes = [
  { code: 1, sizeBytes: 128 },
  { code: 2, sizeBytes: 192 },
  { code: 4, sizeBytes: 256 },
] as const;

/** How many descriptors stand before the header: code and number are the same. In the order drivers prefer. */
export const descriptorsBeforeHeader = [2, 1, 4, 8] as const;

/** Whether entries after a packet's first hold one descriptor or as many as fit. */
export const strides = { single: 1, multiple: 2 } as const;

/** Bits of the accelerated mode: what the device demands, and what a driver says it can do. */
export const acceleratedFlags = { disableMetaCaching: 0x01, limitTxBurst: 0x02 } as const;

/** Every Tx descriptor, meta or not, in bytes. */
export const descriptorBytes = 16;

/** What driver and device agreed on by feature 4. */
export interface LlqShape {
  readonly entryBytes: number;
  readonly descriptorsBeforeHeader: number;
  readonly stride: (typeof strides)[keyof typeof strides];
}

/** Bytes of an entry's beginning that are set aside for descriptors in a packet's first entry; the header follows. */
export const headerOffset = (shape: LlqShape): number => shape.descriptorsBeforeHeader * descriptorBytes;

/** The longest header that can be pushed; overrides the limit that features 2 and 7 tell. */
export const maxHeaderBytes = (shape: LlqShape): number => shape.entryBytes - headerOffset(shape);

/** Descriptors in each entry after a packet's first. */
export const descriptorsPerEntry = ({ entryBytes, stride }: LlqShape): number =>
  stride === strides.multiple ? entryBytes / descriptorBytes : 1;

/** Entries a packet takes: its descriptors, the meta descriptor included, and its header, which is always inline. */
export const entriesOf = (shape: LlqShape, descriptors: number): number =>
  1 + Math.ceil(Math.max(0, descriptors - shape.descriptorsBeforeHeader) / descriptorsPerEntry(shape));

/** Where an entry begins, in bytes from the queue's `descriptorsOffset`, by running tail. Depth is a power of two. */
export const entryOffset = ({ entryBytes }: LlqShape, depth: number, index: number): number =>
  (index & (depth - 1)) * entryBytes;

/** The size in bytes that a code of feature 4 means; undefined where it means none or several. */
export const entryBytesOf = (code: number): number | undefined =>
  entrySizes.find((size) => size.code === code)?.sizeBytes;
