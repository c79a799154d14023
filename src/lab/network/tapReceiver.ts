import { storeChecksum, sumRun } from '../../device/dataPath/checksum.ts';
import { Frame, type NetworkPeer, type ReceiveInfo } from '../../device/dataPath/index.ts';
import { PacketHeaders } from '../../device/dataPath/packetHeaders.ts';
import { Segmentation } from '../../device/dataPath/segmentation.ts';
import { noMeta } from '../../device/dataPath/txPacket.ts';
import { l4Protocols } from '../../spec/wire/descriptors.ts';
import { segmentKinds, VirtioHeader, virtioHeaderBytes } from './virtioHeader.ts';

/** Longest packet that a host hands over to be cut up, with room for what stands before it. */
const packetBytes = 0x1_0000 + 64;
/** Frames begin at a multiple of four behind their header, as sums and copies like it. */
const frameAt = 16;
/** Where the data offset of TCP stands, in words of four bytes. */
const tcpDataOffset = 12;

const good: ReceiveInfo = { checksums: 'good' };
const goodLong: ReceiveInfo = { checksums: 'good', long: true };

/** One cutting of packets into segments; to cut a segment again takes another. */
class Cutter {
  readonly #segmentation = new Segmentation();
  readonly #meta = noMeta();

  /** Cuts a packet of TCP into segments of so much payload each. False where it is none. */
  cut(packet: Frame, headers: PacketHeaders, payloadBytes: number, bringIn: (segment: Frame) => void): boolean {
    const meta = this.#meta;
    meta.mss = payloadBytes;
    meta.l3Offset = headers.l3Offset;
    meta.l3Bytes = headers.l3Bytes;
    meta.l4Bytes = tcpBytes(packet, headers);
    return this.#segmentation.cut(packet, meta, headers.l3Protocol, bringIn);
  }
}

const tcpBytes = ({ bytes, byte }: Frame, { l4Offset }: PacketHeaders): number =>
  (bytes[byte + l4Offset + tcpDataOffset]! >>> 4) * 4;

/**
 * Brings what a TAP hands over to an adapter, which takes no packet that is longer than its MTU: cuts it up, and fills in the
 * sums that the host left undone. Both cost less here than to read each frame of a long packet by a call of its own.
 *
 * With large receive a packet stays as long as the guest has buffers for, and is cut only where it has too few.
 */
export class TapReceiver {
  /** Where the next packet goes, from `at` on. */
  readonly inbox = new Frame(frameAt + packetBytes);
  readonly at = frameAt - virtioHeaderBytes;
  /** Packets that ask for what nobody agreed to. */
  refused = 0;
  readonly #peer: NetworkPeer;
  readonly #largeReceive: boolean;
  readonly #header = new VirtioHeader();
  readonly #headers = new PacketHeaders();
  readonly #rough = new Cutter();
  readonly #fine = new Cutter();
  readonly #bringIn: (segment: Frame) => void;
  readonly #bringLong: (packet: Frame) => void;

  constructor(peer: NetworkPeer, largeReceive = false) {
    this.#peer = peer;
    this.#largeReceive = largeReceive;
    this.#bringIn = (segment) => {
      peer.receive(segment, good);
    };
    // The buffers behind those of the packet before may be smaller.
    this.#bringLong = (packet) => {
      if (packet.lengthBytes <= peer.longest()) peer.receive(packet, goodLong);
      else this.#fine.cut(packet, this.#headers, this.#header.segmentBytes, this.#bringIn);
    };
  }

  /** Takes what is in the inbox: so many bytes, of header and packet. */
  take(lengthBytes: number): void {
    const { inbox } = this;
    const header = this.#header;
    header.read(inbox.bytes, this.at);
    inbox.byte = frameAt;
    inbox.lengthBytes = lengthBytes - virtioHeaderBytes;
    if (header.kind !== segmentKinds.none) {
      if (!this.#takeLong()) this.refused++;
    } else if (!header.isSumPartial) this.#peer.receive(inbox, header.isSumGood ? good : undefined);
    else if (this.#fillSum()) this.#peer.receive(inbox, good);
    else this.refused++;
  }

  #takeLong(): boolean {
    const { inbox } = this;
    const headers = this.#headers;
    const { segmentBytes, isSumPartial } = this.#header;
    headers.parse(inbox);
    if (headers.l4Protocol !== l4Protocols.tcp || segmentBytes === 0) return false;
    const longest = this.#largeReceive ? this.#peer.longest() : 0;
    if (inbox.lengthBytes <= longest && isSumPartial) {
      if (!this.#fillSum()) return false;
      this.#peer.receive(inbox, goodLong);
      return true;
    }
    const segments = Math.floor((longest - headers.l4Offset - tcpBytes(inbox, headers)) / segmentBytes);
    if (segments <= 1) return this.#fine.cut(inbox, headers, segmentBytes, this.#bringIn);
    return this.#rough.cut(inbox, headers, segments * segmentBytes, this.#bringLong);
  }

  #fillSum(): boolean {
    const { inbox } = this;
    const { checksumStart, checksumOffset } = this.#header;
    const field = checksumStart + checksumOffset;
    if (field + 2 > inbox.lengthBytes) return false;
    const sum = sumRun(inbox, frameAt + checksumStart, inbox.lengthBytes - checksumStart);
    // A sum that comes to nothing is stored as ones: to UDP zeros mean that there is none, to TCP both are the same.
    storeChecksum(inbox.bytes, frameAt + field, sum === 0xffff ? 0 : sum);
    return true;
  }
}
