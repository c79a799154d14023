import type { Clock } from '../../../bus/clock.ts';
import type { Frame } from '../../../device/dataPath/index.ts';
import { readShort, swap } from '../../peers/bytes.ts';
import { peerMac } from '../../peers/echo.ts';
import { answerArp, answerSolicitation, datagramAnswers, icmpV6 } from './datagrams.ts';
import { TcpHost } from './tcpHost.ts';

const etherTypes = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd } as const;
const tcp = 6;
const at = { source: 6, etherType: 12, l3: 14 } as const;
const ipv4 = { shortestBytes: 20, totalBytes: 2, fragment: 6, protocol: 9, source: 12, target: 16 } as const;
const ipv6 = { headerBytes: 40, payloadBytes: 4, protocol: 6, source: 8, target: 24 } as const;

/**
 * A neighbour that answers for every address but the asker's own: ARP and neighbour discovery, pings, datagrams, TCP. Unlike
 * that of the drills it has a memory, so that a real machine's TCP gets along with it.
 */
export class EchoStation {
  readonly tcp: TcpHost;
  readonly #send: (frame: Frame) => void;

  /** `send` may change the frame, and keeps nothing of it. */
  constructor(clock: Clock, send: (frame: Frame) => void) {
    this.#send = send;
    this.tcp = new TcpHost(clock, send);
  }

  /** A frame comes, and is made into its answer. */
  take(frame: Frame): void {
    const { byte, lengthBytes } = frame;
    if (lengthBytes < at.l3) return;
    const bytes = frame.bytes.subarray(byte, byte + lengthBytes);
    const isForMany = (bytes[0]! & 1) !== 0;
    bytes.copyWithin(0, at.source, at.etherType);
    bytes.set(peerMac, at.source);
    if (this.#answer(bytes, isForMany)) this.#send(frame);
  }

  close(): void {
    this.tcp.close();
  }

  #answer(bytes: Uint8Array, isForMany: boolean): boolean {
    const type = readShort(bytes, at.etherType);
    if (type === etherTypes.arp) return answerArp(bytes, at.l3, at.l3, bytes.length);
    if (type === etherTypes.ipv6) return this.#answerIpv6(bytes, isForMany);
    return type === etherTypes.ipv4 && !isForMany && this.#answerIpv4(bytes);
  }

  #answerIpv4(bytes: Uint8Array): boolean {
    const { l3 } = at;
    const l4 = l3 + (bytes[l3]! & 15) * 4;
    if (bytes.length < l3 + ipv4.shortestBytes || bytes[l3]! >>> 4 !== 4 || l4 < l3 + ipv4.shortestBytes) return false;
    const end = l3 + readShort(bytes, l3 + ipv4.totalBytes);
    if (end > bytes.length || l4 > end) return false;
    const protocol = bytes[l3 + ipv4.protocol]!;
    const fragment = readShort(bytes, l3 + ipv4.fragment);
    if (protocol === tcp) {
      // A fragment would need to be kept until the rest comes; no TCP of today sends any.
      if ((fragment & 0x3fff) === 0) this.tcp.take(bytes, l3, l4, end, 4);
      return false;
    }
    const answer = datagramAnswers[4][protocol];
    // All but the first fragment have nothing that an answer turns about.
    const isAnswered = answer !== undefined && ((fragment & 0x1fff) !== 0 || answer(bytes, l3, l4, end));
    if (isAnswered) swap(bytes, l3 + ipv4.source, l3 + ipv4.target, 4);
    return isAnswered;
  }

  #answerIpv6(bytes: Uint8Array, isForMany: boolean): boolean {
    const { l3 } = at;
    const l4 = l3 + ipv6.headerBytes;
    if (bytes.length < l4 || bytes[l3]! >>> 4 !== 6) return false;
    const end = l4 + readShort(bytes, l3 + ipv6.payloadBytes);
    if (end > bytes.length) return false;
    const protocol = bytes[l3 + ipv6.protocol]!;
    if (protocol === icmpV6 && answerSolicitation(bytes, l3, l4, end)) return true;
    if (isForMany) return false;
    if (protocol === tcp) {
      this.tcp.take(bytes, l3, l4, end, 6);
      return false;
    }
    const isAnswered = datagramAnswers[6][protocol]?.(bytes, l3, l4, end) ?? false;
    if (isAnswered) swap(bytes, l3 + ipv6.source, l3 + ipv6.target, 16);
    return isAnswered;
  }
}
