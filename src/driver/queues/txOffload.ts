import { l3Protocols, l4Protocols, Tx } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import type { TxFrame } from './txFrame.ts';

/** Whether the device is to compute anything. */
export const isOffloaded = (frame: TxFrame): boolean => frame.checksum || frame.segmentBytes > 0;

/** Second word of a packet's first descriptor: offloads, and the lower part of its id. */
export const offloadWord = (frame: TxFrame, slot: number): number => {
  const id = put(Tx.requestIdLow, slot & 0x3ff);
  const fragmentation = put(Tx.dontFragment, frame.mayFragment ? 0 : 1);
  if (!isOffloaded(frame)) return id | fragmentation;
  const isCut = frame.segmentBytes > 0;
  // To Linux whatever is not TCP is UDP, since nothing else asks for a checksum.
  const l4 = frame.l4Protocol === l4Protocols.tcp ? l4Protocols.tcp : l4Protocols.udp;
  return (
    id |
    fragmentation |
    put(Tx.l3Protocol, frame.l3Protocol) |
    put(Tx.l4Protocol, l4) |
    put(Tx.l4Checksum, 1) |
    put(Tx.segment, isCut ? 1 : 0) |
    put(Tx.l3Checksum, isCut && frame.l3Protocol === l3Protocols.ipv4 ? 1 : 0) |
    put(Tx.l4ChecksumPartial, isCut ? 0 : 1)
  );
};
