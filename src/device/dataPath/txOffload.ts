import { l3Protocols, l4Protocols, Tx } from '../../spec/wire/descriptors.ts';
import { put, take } from '../../spec/wire/field.ts';
import type { DeviceOptions } from '../options.ts';
import { storeChecksum, sumPseudoHeader } from './checksum.ts';
import type { Frame } from './frame.ts';
import type { Outlet } from './outlet.ts';
import { ipProtocols } from './packetHeaders.ts';
import type { NetworkPeer } from './peer.ts';
import { Segmentation } from './segmentation.ts';
import { fillChecksums, l4ChecksumOffset } from './txChecksums.ts';
import type { TxMetaFacts } from './txPacket.ts';

const segment = put(Tx.segment, 1);
const l3Checksum = put(Tx.l3Checksum, 1);
const l4Checksum = put(Tx.l4Checksum, 1);
const partial = put(Tx.l4ChecksumPartial, 1);

/** Bits of a descriptor's second word that ask for work. */
export const offloadBits = segment | l3Checksum | l4Checksum;

type Offered = DeviceOptions['offloads'];

/** What a device of these offloads does of what is asked: the rest is passed over, as if the bits were not there. */
const offeredBits = (offered: Offered, isIpv4: boolean, isPartial: boolean): number => {
  const l4 = isIpv4
    ? isPartial
      ? offered.txL4Ipv4Partial
      : offered.txL4Ipv4Full
    : isPartial
      ? offered.txL4Ipv6Partial
      : offered.txL4Ipv6Full;
  const tso = isIpv4 ? offered.tsoIpv4 : offered.tsoIpv6;
  return (tso ? segment : 0) | (isIpv4 && offered.txL3Ipv4 ? l3Checksum : 0) | (l4 ? l4Checksum : 0);
};

/** Cuts packets up and fills checksums in before they go out. */
export class TxOffload {
  readonly #peer: NetworkPeer;
  readonly #outlet: Outlet;
  readonly #segmentation = new Segmentation();
  /** By IPv4 (2) and partial sum (1). */
  readonly #offered: readonly number[];
  readonly #request = { l3: false, l4: false, partial: false, l3Protocol: 0, l4Protocol: 0 };
  readonly #send: (frame: Frame) => void;
  #sent = 0;

  constructor(peer: NetworkPeer, outlet: Outlet, offered: Offered) {
    this.#peer = peer;
    this.#outlet = outlet;
    this.#offered = [0, 1, 2, 3].map((index) => offeredBits(offered, (index & 2) !== 0, (index & 1) !== 0));
    this.#send = (frame) => {
      this.#sent++;
      outlet.send(frame);
    };
  }

  /** Sends a packet as its descriptor asks. Says how many frames it became; 0 where the packet contradicts itself. */
  send(frame: Frame, control: number, meta: TxMetaFacts): number {
    const l3Protocol = take(control, Tx.l3Protocol);
    const isPartial = (control & partial) !== 0;
    const isIpv4 = l3Protocol === l3Protocols.ipv4;
    const offered = this.#offered[(isIpv4 ? 2 : 0) + (isPartial ? 1 : 0)]!;
    const asked = control & offered;
    const l4Protocol = take(control, Tx.l4Protocol);
    if (!isIpv4 && l3Protocol !== l3Protocols.ipv6) return 0;
    if ((asked & segment) !== 0) return this.#cut(frame, meta, l3Protocol, l4Protocol);
    const request = this.#request;
    request.l3 = (asked & l3Checksum) !== 0;
    request.l4 = (asked & l4Checksum) !== 0;
    request.partial = isPartial;
    request.l3Protocol = l3Protocol;
    request.l4Protocol = l4Protocol;
    if (request.l4 && isPartial && this.#peer.takesOffloads) {
      request.l4 = false;
      if (!this.#leaveChecksum(frame, meta, l4Protocol)) return 0;
    }
    if ((request.l3 || request.l4) && !fillChecksums(frame, meta, request)) return 0;
    this.#outlet.send(frame);
    return 1;
  }

  #cut(frame: Frame, meta: TxMetaFacts, l3Protocol: number, l4Protocol: number): number {
    if (l4Protocol !== l4Protocols.tcp) return 0;
    if (this.#peer.takesOffloads && this.#leaveWhole(frame, meta, l3Protocol)) {
      this.#outlet.send(frame);
      return 1;
    }
    this.#sent = 0;
    return this.#segmentation.cut(frame, meta, l3Protocol, this.#send) ? this.#sent : 0;
  }

  #leaveChecksum(frame: Frame, meta: TxMetaFacts, l4Protocol: number): boolean {
    const { info } = this.#outlet;
    info.checksumStart = meta.l3Offset + meta.l3Bytes;
    info.checksumOffset = l4ChecksumOffset(l4Protocol);
    return info.checksumStart + info.checksumOffset + 2 <= frame.lengthBytes;
  }

  /** Leaves the cutting to the peer; the checksum it is to complete must then hold the sum of the pseudo header. */
  #leaveWhole(frame: Frame, meta: TxMetaFacts, l3Protocol: number): boolean {
    const { info } = this.#outlet;
    const headerBytes = meta.l3Offset + meta.l3Bytes + meta.l4Bytes;
    if (meta.mss === 0 || headerBytes >= frame.lengthBytes || meta.l4Bytes < 20) return false;
    if (!this.#leaveChecksum(frame, meta, l4Protocols.tcp)) return false;
    const l4 = info.checksumStart;
    const l3 = frame.byte + meta.l3Offset;
    const sum = sumPseudoHeader(frame, l3, l3Protocol, ipProtocols.tcp, frame.lengthBytes - l4);
    storeChecksum(frame.bytes, frame.byte + l4 + info.checksumOffset, ~sum);
    info.segmentBytes = meta.mss;
    info.headerBytes = headerBytes;
    return true;
  }
}
