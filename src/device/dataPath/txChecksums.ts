import { l3Protocols, l4Protocols } from '../../spec/wire/descriptors.ts';
import { fold, storeChecksum, sumPseudoHeader, sumRun } from './checksum.ts';
import { type Frame, readShort, writeShort } from './frame.ts';
import { ipProtocols } from './packetHeaders.ts';
import { fillIpv4Checksum } from './segmentation.ts';
import type { TxMetaFacts } from './txPacket.ts';

/** Where TCP and UDP have their checksum, from where they begin. */
export const l4ChecksumOffset = (l4Protocol: number): number => (l4Protocol === l4Protocols.tcp ? 16 : 6);

/** What a packet asks the device to compute. */
export interface ChecksumRequest {
  readonly l3: boolean;
  readonly l4: boolean;
  /** The field holds the sum of the pseudo header already. */
  readonly partial: boolean;
  /** A row of `l3Protocols` and of `l4Protocols`. */
  readonly l3Protocol: number;
  readonly l4Protocol: number;
}

/** End of what an L4 checksum covers: frames may be padded behind the IP packet. */
const endOf = (frame: Frame, { l3Offset, l3Bytes }: TxMetaFacts, l3Protocol: number): number => {
  const at = frame.byte + l3Offset;
  const told =
    l3Protocol === l3Protocols.ipv4
      ? l3Offset + readShort(frame.bytes, at + 2)
      : l3Offset + 40 + readShort(frame.bytes, at + 4);
  return told > l3Offset + l3Bytes && told <= frame.lengthBytes ? told : frame.lengthBytes;
};

/** Fills checksums in. False where the packet is not what its meta descriptor says: nothing was written. */
export const fillChecksums = (frame: Frame, meta: TxMetaFacts, asked: ChecksumRequest): boolean => {
  const isIpv4 = asked.l3Protocol === l3Protocols.ipv4;
  const l3 = frame.byte + meta.l3Offset;
  const isWhole = meta.l3Bytes >= (isIpv4 ? 20 : 40) && meta.l3Offset + meta.l3Bytes <= frame.lengthBytes;
  if (!isWhole || frame.bytes[l3]! >>> 4 !== (isIpv4 ? 4 : 6)) return false;
  if (asked.l4 && !fillL4(frame, meta, asked)) return false;
  if (asked.l3 && isIpv4) fillIpv4Checksum(frame, l3, meta.l3Bytes);
  return true;
};

const fillL4 = (frame: Frame, meta: TxMetaFacts, asked: ChecksumRequest): boolean => {
  const offset = meta.l3Offset + meta.l3Bytes;
  const end = endOf(frame, meta, asked.l3Protocol);
  const field = l4ChecksumOffset(asked.l4Protocol);
  const l4 = frame.byte + offset;
  const length = end - offset;
  if (field + 2 > length) return false;
  let pseudo = 0;
  if (!asked.partial) {
    const isTcp = asked.l4Protocol === l4Protocols.tcp;
    writeShort(frame.bytes, l4 + field, 0);
    const protocol = isTcp ? ipProtocols.tcp : ipProtocols.udp;
    pseudo = sumPseudoHeader(frame, frame.byte + meta.l3Offset, asked.l3Protocol, protocol, length);
  }
  const sum = fold(pseudo + sumRun(frame, l4, length));
  // To UDP a checksum of 0 means that there is none.
  storeChecksum(frame.bytes, l4 + field, sum === 0xffff && asked.l4Protocol !== l4Protocols.tcp ? 0 : sum);
  return true;
};
