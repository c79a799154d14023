import type { Frame, TransmitInfo } from '../../device/dataPath/index.ts';
import { PacketHeaders } from '../../device/dataPath/packetHeaders.ts';
import type { Tap } from '../../native/tap.ts';
import { l3Protocols } from '../../spec/wire/descriptors.ts';
import { segmentKinds, virtioHeaderBytes, writeVirtioHeader } from './virtioHeader.ts';

/** Where TCP has its flags, and the one that says "congestion window reduced". */
const tcpFlags = 13;
const windowReduced = 0x80;

/** Gives an adapter's frames to a TAP, what the guest left to others still undone. */
export class TapSender {
  /** Frames that the host would not take: the interface is down, or has no memory. */
  lost = 0;
  readonly #tap: Pick<Tap, 'write'>;
  readonly #header = new Uint8Array(new ArrayBuffer(virtioHeaderBytes));
  readonly #headers = new PacketHeaders();

  constructor(tap: Pick<Tap, 'write'>) {
    this.#tap = tap;
  }

  send(frame: Frame, info: TransmitInfo): void {
    const { bytes, byte, lengthBytes } = frame;
    if (info.segmentBytes === 0) writeVirtioHeader(this.#header, info);
    else {
      this.#headers.parse(frame);
      const isIpv4 = this.#headers.l3Protocol === l3Protocols.ipv4;
      const flags = bytes[byte + info.checksumStart + tcpFlags]!;
      const kind = isIpv4 ? segmentKinds.tcp4 : segmentKinds.tcp6;
      writeVirtioHeader(this.#header, info, kind, (flags & windowReduced) !== 0);
    }
    if (this.#tap.write(this.#header, bytes, byte, lengthBytes) !== 0) this.lost++;
  }
}
