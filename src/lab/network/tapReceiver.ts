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

/**
 * Brings what a TAP hands over to an adapter, which takes no packet that is longer than its MTU: cuts it up, and fills in the
 * sums that the host left undone. Both cost less here than to read each frame of a long packet by a call of its own.
 */
export class TapReceiver {
  /** Where the next packet goes, from `at` on. */
  readonly inbox = new Frame(frameAt + packetBytes);
  readonly at = frameAt - virtioHeaderBytes;
  /** Packets that ask for what nobody agreed to. */
  refused = 0;
  readonly #peer: NetworkPeer;
  readonly #header = new VirtioHeader();
  readonly #headers = new PacketHeaders();
  readonly #segmentation = new Segmentation();
  readonly #meta = noMeta();
  readonly #bringIn: (segment: Frame) => void;

  constructor(peer: NetworkPeer) {
    this.#peer = peer;
    this.#bringIn = (segment) => {
      peer.receive(segment, good);
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
      if (!this.#cut()) this.refused++;
    } else if (!header.isSumPartial) this.#peer.receive(inbox, header.isSumGood ? good : undefined);
    else if (this.#fillSum()) this.#peer.receive(inbox, good);
    else this.refused++;
  }

  #cut(): boolean {
    const headers = this.#headers;
    headers.parse(this.inbox);
    if (headers.l4Protocol !== l4Protocols.tcp) return false;
    const meta = this.#meta;
    meta.mss = this.#header.segmentBytes;
    meta.l3Offset = headers.l3Offset;
    meta.l3Bytes = headers.l3Bytes;
    meta.l4Bytes = (this.inbox.bytes[frameAt + headers.l4Offset + tcpDataOffset]! >>> 4) * 4;
    return this.#segmentation.cut(this.inbox, meta, headers.l3Protocol, this.#bringIn);
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
