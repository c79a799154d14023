import { get, word } from './field.ts';
import { struct } from './struct.ts';

const [w0, w1, w2, w3, w4, w6, w7] = [word(0), word(1), word(2), word(3), word(4), word(6), word(7)] as const;
const phase = w0.bit(24, '1 in the first lap of the ring, then flipped by each');

// Source: `ena_eth_io_defs.h`. Fields marked "first" hold on the first data descriptor of a packet only.

/** Data descriptor of a Tx submission queue. */
export const txDescriptor = struct('ena_eth_io_tx_desc', 16, {
  length: w0.bits(15, 0, 'Bytes in this buffer, without pushed header and FCS; 0 where all of the packet was pushed'),
  requestIdHigh: w0.bits(21, 16, 'First: request id, bits 15:10'),
  reserved22: w0.bit(22, 'Must be 0'),
  isMeta: w0.bit(23, '0 here'),
  phase,
  reserved25: w0.bit(25, 'Must be 0'),
  first: w0.bit(26, 'On the meta descriptor instead, where there is one'),
  last: w0.bit(27),
  completionRequest: w0.bit(28, 'First: set for every packet'),
  reserved29: w0.bits(31, 29, 'Must be 0'),
  l3Protocol: w1.bits(3, 0, 'First: low four bits of a row of `l3Protocols`'),
  dontFragment: w1.bit(4, 'First: 1 unless IPv4 with DF clear'),
  segment: w1.bit(7, 'First: TSO'),
  l4Protocol: w1.bits(12, 8, 'First: a row of `l4Protocols`; UDP for whatever is not TCP'),
  l3Checksum: w1.bit(13, 'First: fill in the checksum of the IPv4 header'),
  l4Checksum: w1.bit(14, 'First: fill in the checksum of TCP or UDP'),
  fcsDisable: w1.bit(15, 'First: send no FCS'),
  l4ChecksumPartial: w1.bit(17, 'First: the checksum field holds the sum of the pseudo header already'),
  requestIdLow: w1.bits(31, 22, 'First: request id, bits 9:0'),
  address: w2.address('Of the buffer; 0 where the length is 0'),
  headerLength: w3.bits(
    31,
    24,
    'First: header bytes pushed in the LLQ entry; in host mode the length of the linear part',
  ),
});
export const Tx = txDescriptor.fields;

/** Meta descriptor of a Tx submission queue: stands before the data descriptors, and holds for later packets too. */
export const txMetaDescriptor = struct('ena_eth_io_tx_meta_desc', 16, {
  extendedValid: w0.bit(14, '1'),
  mssHigh: w0.bits(19, 16, 'MSS, bits 13:10'),
  extendedType: w0.bit(20, '1: extended'),
  store: w0.bit(21, 'Keep for later packets of this queue that use offloads without a meta descriptor'),
  isMeta: w0.bit(23, '1 here'),
  phase,
  first: w0.bit(26, '1'),
  last: w0.bit(27, '0'),
  completionRequest: w0.bit(28, '0'),
  l3HeaderLength: w2.bits(7, 0, 'Bytes'),
  l3HeaderOffset: w2.bits(15, 8, 'Bytes'),
  l4HeaderLength: w2.bits(21, 16, 'Words of 32 bits'),
  mssLow: w2.bits(31, 22, 'MSS, bits 9:0'),
});
export const TxMeta = txMetaDescriptor.fields;

const txCompletionFields = {
  requestId: w0.bits(15, 0, 'Of the packet that is done'),
  status: w0.bits(23, 16, 'Not read by Linux'),
  phase,
  reserved25: w0.bits(29, 25),
  mustBeZero: w0.bits(31, 30, 'Anything else is malformed, to drivers that trust capability 4'),
  subQueue: w1.bits(15, 0, 'Not read by Linux'),
  submissionHead: w1.bits(31, 16, 'How far the device has read; not read by Linux'),
} as const;

/** Entry of a Tx completion queue. */
export const txCompletion = struct('ena_eth_io_tx_cdesc', 8, txCompletionFields);
export const TxDone = txCompletion.fields;

/** The same with a time stamp in ns; since 2.15.0. */
export const txCompletionExtended = struct('ena_eth_io_tx_cdesc_ext', 16, {
  ...txCompletionFields,
  timestampLow: w2.whole('ns, bits 31:0: time since 1970 is no exact number, so it stays in halves'),
  timestampHigh: w3.whole('ns, bits 63:32'),
});
export const TxDoneExtended = txCompletionExtended.fields;

/** Descriptor of an Rx submission queue: an empty buffer. Drivers set first, last and completionRequest on each. */
export const rxDescriptor = struct('ena_eth_io_rx_desc', 16, {
  length: w0.bits(15, 0, 'Bytes the buffer holds; 0 means 65536'),
  reserved16: w0.bits(23, 16, 'Must be 0'),
  phase,
  first: w0.bit(26),
  last: w0.bit(27),
  completionRequest: w0.bit(28),
  reserved29: w0.bit(29, 'Must be 1, says the header; Linux leaves it 0'),
  requestId: w1.bits(15, 0),
  reserved1: w1.bits(31, 16, 'Must be 0'),
  address: w2.address('Of the buffer'),
  reserved3: w3.bits(31, 16, 'Must be 0'),
});
export const Rx = rxDescriptor.fields;

const rxCompletionFields = {
  l3Protocol: w0.bits(4, 0, 'A row of `l3Protocols`. What the parser found holds on the last completion of a packet'),
  sourceVlanCount: w0.bits(6, 5),
  mustBeZero7: w0.bit(7, '1 is malformed, to drivers that trust capability 4'),
  l4Protocol: w0.bits(12, 8, 'A row of `l4Protocols`'),
  l3ChecksumError: w0.bit(13, 'Holds for IPv4'),
  l4ChecksumError: w0.bit(14, 'Holds for TCP and UDP that is no fragment and was checked'),
  ipv4Fragment: w0.bit(15),
  l4ChecksumChecked: w0.bit(16, 'Since 2.0.2; before, no error meant checked'),
  mustBeZero17: w0.bit(17, '1 is malformed, to drivers that trust capability 4'),
  phase,
  l3Checksum2: w0.bit(25, 'By the second checksum engine'),
  first: w0.bit(26),
  last: w0.bit(27),
  buffer: w0.bit(30, '1: a buffer was used; 0: metadata'),
  length: w1.bits(15, 0, 'Bytes written to this buffer'),
  requestId: w1.bits(31, 16, 'Of the buffer'),
  hash: w2.whole('RSS hash; holds on the last completion'),
  subQueue: w3.bits(15, 0),
  offset: w3.bits(23, 16, 'Where the packet begins in its first buffer; only for guests that know of it; since 2.1.4'),
} as const;

/** Entry of an Rx completion queue: one for each buffer used. */
export const rxCompletion = struct('ena_eth_io_rx_cdesc_base', 16, rxCompletionFields);
export const RxDone = rxCompletion.fields;

/** The same with the buffer's address and a time stamp in ns; since 2.15.0. */
export const rxCompletionExtended = struct('ena_eth_io_rx_cdesc_ext', 32, {
  ...rxCompletionFields,
  bufferAddress: w4.address(),
  timestampLow: w6.whole('ns, bits 31:0'),
  timestampHigh: w7.whole('ns, bits 63:32'),
});
export const RxDoneExtended = rxCompletionExtended.fields;

/** How descriptors and completions name network protocols. */
export const l3Protocols = { unknown: 0, ipv4: 8, ipv6: 11, fcoe: 21, roce: 22 } as const;
/** How descriptors and completions name transport protocols. */
export const l4Protocols = { unknown: 0, tcp: 12, udp: 13, routableRoce: 23 } as const;

/** The request id of a Tx descriptor, joined from its two parts. */
export const txRequestId = (words: Uint32Array, at: number): number =>
  (get(words, at, Tx.requestIdHigh) << 10) | get(words, at, Tx.requestIdLow);

/** The MSS of a Tx meta descriptor, joined from its two parts. */
export const txMetaMss = (words: Uint32Array, at: number): number =>
  (get(words, at, TxMeta.mssHigh) << 10) | get(words, at, TxMeta.mssLow);
