import { byte } from '../field.ts';
import { type Sequence, struct } from '../struct.ts';

/** Feature 10: the hash. */
export const hashFunction = struct('ena_admin_feature_rss_flow_hash_function', 12, {
  supported: byte(0).u32('Bits of `hashFunctions`'),
  selected: byte(4).u32('One bit of them'),
  initialValue: byte(8).u32('Linux: 0xffffffff'),
});

/** Each is the bit that stands for it. */
export const hashFunctions = { toeplitz: 0x02, crc32: 0x04 } as const;

/** Control buffer of feature 10. */
export const hashKey = struct('ena_admin_feature_rss_flow_hash_control', 48, {
  parts: byte(0).u32('Words of the key: 10'),
  key: byte(8).bytes(40),
});

/** Feature 18: what is hashed. */
export const hashInput = struct('ena_admin_feature_rss_flow_hash_input', 4, {
  sortL3Supported: byte(0).bit(1),
  sortL4Supported: byte(0).bit(2),
  sortL3: byte(2).bit(1, 'Drivers set it'),
  sortL4: byte(2).bit(2, 'Drivers set it'),
});

const hashedFields = struct('ena_admin_proto_input', 4, {
  l2Destination: byte(0).bit(0),
  l2Source: byte(0).bit(1),
  l3Destination: byte(0).bit(2),
  l3Source: byte(0).bit(3),
  l4Destination: byte(0).bit(4),
  l4Source: byte(0).bit(5),
});

/** Control buffer of feature 18, by `hashedProtocols`; two more such arrays, unused, follow. */
export const hashInputBuffer = {
  sizeBytes: 256,
  supported: { startBytes: 0, count: 16, entry: hashedFields } satisfies Sequence,
  selected: { startBytes: 64, count: 16, entry: hashedFields } satisfies Sequence,
} as const;

/** Place of each kind of packet in that buffer, and the fields Linux selects at probe. */
// biome-ignore format: a table
export const hashedProtocols = {
  tcp4: { index: 0, linuxFields: 0x3c }, udp4: { index: 1, linuxFields: 0x3c },
  tcp6: { index: 2, linuxFields: 0x3c }, udp6: { index: 3, linuxFields: 0x3c },
  ip4: { index: 4, linuxFields: 0x0c }, ip6: { index: 5, linuxFields: 0x0c },
  ip4Fragment: { index: 6, linuxFields: 0x0c }, notIp: { index: 7, linuxFields: 0x03 },
  tcp6Extended: { index: 8, linuxFields: 0 }, ip6Extended: { index: 9, linuxFields: 0 },
} as const satisfies Record<string, { index: number; linuxFields: number }>;

/** Feature 12: which hash goes to which queue. Drivers up to 2.13.1 and kernels to 6.12 use 128 entries. */
export const indirection = struct('ena_admin_feature_rss_ind_table', 16, {
  minSizeLog2: byte(0).u16(),
  maxSizeLog2: byte(2).u16(),
  sizeLog2: byte(4).u16(),
  oneEntryUpdate: byte(6).bit(0),
  inlineIndex: byte(8).u32('`wholeTable`: all entries, in the control buffer'),
  inlineQueue: byte(12).u16('Of the one entry'),
});

/** The index that stands for all entries. */
export const wholeTable = 0xffff_ffff;

/** Entry of feature 12's control buffer. What is called a completion queue there is the index of the Rx submission queue. */
export const indirectionEntry = struct('ena_admin_rss_ind_table_entry', 4, { queue: byte(0).u16() });
