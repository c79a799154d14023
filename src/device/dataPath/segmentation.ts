import { l3Protocols } from '../../spec/wire/descriptors.ts';
import { fold, storeChecksum, sumPseudoHeader, sumRun } from './checksum.ts';
import { type Frame, readShort, writeShort } from './frame.ts';
import { ipProtocols } from './packetHeaders.ts';
import type { TxMetaFacts } from './txPacket.ts';

const tcp = { sequence: 4, flags: 13, checksum: 16, headerBytes: 20 } as const;
const flags = { fin: 0x01, push: 0x08, congestionWindowReduced: 0x80 } as const;
const ipv4 = { totalBytes: 2, id: 4, checksum: 10, headerBytes: 20 } as const;
const ipv6 = { payloadBytes: 4, headerBytes: 40 } as const;

/** Longest header: all that a meta descriptor can tell of. */
const maxHeaderBytes = 255 + 255 + 63 * 4;

/**
 * Makes TCP segments of a long packet (TSO). The payload is not moved: each segment gets its header in front of it, over the
 * payload of the segment before, which is gone already.
 */
export class Segmentation {
  readonly #header = new Uint8Array(maxHeaderBytes);

  /**
   * Calls `send` with each segment, in `frame`. False where the packet is not what its meta descriptor says: nothing was sent.
   */
  cut(frame: Frame, meta: TxMetaFacts, l3Protocol: number, send: (frame: Frame) => void): boolean {
    const { bytes } = frame;
    const isIpv4 = l3Protocol === l3Protocols.ipv4;
    const l4 = meta.l3Offset + meta.l3Bytes;
    const headerBytes = l4 + meta.l4Bytes;
    const payloadBytes = frame.lengthBytes - headerBytes;
    const shortest = isIpv4 ? ipv4.headerBytes : ipv6.headerBytes;
    if (meta.mss === 0 || payloadBytes <= 0 || meta.l4Bytes < tcp.headerBytes || meta.l3Bytes < shortest) return false;
    if (bytes[frame.byte + meta.l3Offset]! >>> 4 !== (isIpv4 ? 4 : 6)) return false;
    const start = frame.byte;
    const header = this.#header;
    for (let i = 0; i < headerBytes; i++) header[i] = bytes[start + i]!;
    const firstId = readShort(header, meta.l3Offset + ipv4.id);
    const sequence = (readShort(header, l4 + tcp.sequence) << 16) | readShort(header, l4 + tcp.sequence + 2);
    const allFlags = header[l4 + tcp.flags]!;
    for (let done = 0, count = 0; done < payloadBytes; done += meta.mss, count++) {
      const length = Math.min(meta.mss, payloadBytes - done);
      const at = start + done;
      if (count > 0) for (let i = 0; i < headerBytes; i++) bytes[at + i] = header[i]!;
      frame.byte = at;
      frame.lengthBytes = headerBytes + length;
      const number = (sequence + done) | 0;
      writeShort(bytes, at + l4 + tcp.sequence, number >>> 16);
      writeShort(bytes, at + l4 + tcp.sequence + 2, number);
      const isLast = done + length === payloadBytes;
      const cleared = (isLast ? 0 : flags.fin | flags.push) | (count === 0 ? 0 : flags.congestionWindowReduced);
      bytes[at + l4 + tcp.flags] = allFlags & ~cleared;
      if (isIpv4) this.#finishIpv4(frame, meta, firstId + count);
      else
        writeShort(bytes, at + meta.l3Offset + ipv6.payloadBytes, frame.lengthBytes - meta.l3Offset - ipv6.headerBytes);
      this.#finishTcp(frame, meta.l3Offset, l4, l3Protocol);
      send(frame);
    }
    return true;
  }

  #finishIpv4(frame: Frame, meta: TxMetaFacts, id: number): void {
    const { bytes } = frame;
    const at = frame.byte + meta.l3Offset;
    writeShort(bytes, at + ipv4.totalBytes, frame.lengthBytes - meta.l3Offset);
    writeShort(bytes, at + ipv4.id, id);
    fillIpv4Checksum(frame, at, meta.l3Bytes);
  }

  #finishTcp(frame: Frame, l3Offset: number, l4Offset: number, l3Protocol: number): void {
    const l4 = frame.byte + l4Offset;
    const l4Bytes = frame.lengthBytes - l4Offset;
    writeShort(frame.bytes, l4 + tcp.checksum, 0);
    const pseudo = sumPseudoHeader(frame, frame.byte + l3Offset, l3Protocol, ipProtocols.tcp, l4Bytes);
    storeChecksum(frame.bytes, l4 + tcp.checksum, fold(pseudo + sumRun(frame, l4, l4Bytes)));
  }
}

/** Fills in the checksum of an IPv4 header that begins at byte `at`. */
export const fillIpv4Checksum = (frame: Frame, at: number, headerBytes: number): void => {
  writeShort(frame.bytes, at + ipv4.checksum, 0);
  storeChecksum(frame.bytes, at + ipv4.checksum, sumRun(frame, at, headerBytes));
};
