import { l3Protocols, l4Protocols, Tx } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import type { TxFrame } from './txFrame.ts';

/** Whether the device is to compute anything. */
export const isOffloaded = (frame: TxFrame): boolean => frame.checksum || frame.segmentBytes > 0;

const dontFragment = put(Tx.dontFragment, 1);

/** Second word of a packet's first descriptor, but for its id, where nothing is computed. */
export const plainBits = (frame: TxFrame): number => (frame.mayFragment ? 0 : dontFragment);

/** The same where the device is to compute checksums, or to cut a stream. */
export const offloadBits = (frame: TxFrame): number => {
  const isCut = frame.segmentBytes > 0;
  // To Linux whatever is not TCP is UDP, since nothing else asks for a checksum.
  const l4 = frame.l4Protocol === l4Protocols.tcp ? l4Protocols.tcp : l4Protocols.udp;
  return (
    plainBits(frame) |
    put(Tx.l3Protocol, frame.l3Protocol) |
    put(Tx.l4Protocol, l4) |
    put(Tx.l4Checksum, 1) |
    put(Tx.segment, isCut ? 1 : 0) |
    put(Tx.l3Checksum, isCut && frame.l3Protocol === l3Protocols.ipv4 ? 1 : 0) |
    put(Tx.l4ChecksumPartial, isCut ? 0 : 1)
  );
};
