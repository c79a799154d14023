import { hashedProtocols } from '../../spec/wire/admin/rss.ts';
import { l3Protocols, l4Protocols } from '../../spec/wire/descriptors.ts';
import { ethernetHeaderBytes, type Frame, readShort } from './frame.ts';

/** Numbers of protocols in IP headers. */
export const ipProtocols = { hopByHop: 0, tcp: 6, udp: 17, routing: 43, fragment: 44, destination: 60 } as const;

// Own names for what others export: a load from another module at each packet costs as much as the work itself. Measured.
const { ipv4, ipv6 } = l3Protocols;
const { tcp, udp } = l4Protocols;
const unknown = l3Protocols.unknown;
const kinds = {
  notIp: hashedProtocols.notIp.index,
  fragment4: hashedProtocols.ip4Fragment.index,
  tcp4: hashedProtocols.tcp4.index,
  udp4: hashedProtocols.udp4.index,
  other4: hashedProtocols.ip4.index,
  tcp6: hashedProtocols.tcp6.index,
  udp6: hashedProtocols.udp6.index,
  other6: hashedProtocols.ip6.index,
} as const;

const etherTypes = { ipv4: 0x0800, ipv6: 0x86dd, vlan: 0x8100, vlanOuter: 0x88a8, fcoe: 0x8906, roce: 0x8915 } as const;

/** No sane packet has more; a hostile one is not followed. */
const maxExtensionHeaders = 8;
const maxVlans = 2;

const shortest = { ipv4: 20, ipv6: 40, tcp: 20, udp: 8 } as const;

/** What the parser of the device finds in a frame. Places count from the frame's beginning. One object for all frames. */
export class PacketHeaders {
  multicast = false;
  vlans = 0;
  /** A row of `l3Protocols`. */
  l3Protocol = 0;
  l3Offset = 0;
  l3Bytes = 0;
  /** A row of `l4Protocols`; unknown for fragments. */
  l4Protocol = 0;
  l4Offset = 0;
  /** As the IP header says it. */
  ipProtocol = 0;
  fragment = false;
  /** IPv6 with extension headers. */
  extended = false;
  /** End of the IP packet: padding may follow. */
  end = 0;
  /** A place of `hashedProtocols`. */
  kind = 0;

  get isIp(): boolean {
    return this.l3Protocol === ipv4 || this.l3Protocol === ipv6;
  }

  parse(frame: Frame): void {
    const { bytes, byte: start, lengthBytes } = frame;
    this.multicast = (bytes[start]! & 1) !== 0;
    this.vlans = 0;
    this.fragment = false;
    this.extended = false;
    this.l3Protocol = unknown;
    this.l4Protocol = unknown;
    this.end = lengthBytes;
    this.kind = kinds.notIp;
    if (lengthBytes < ethernetHeaderBytes) return;
    let l3 = ethernetHeaderBytes;
    let type = readShort(bytes, start + 12);
    while ((type === etherTypes.vlan || type === etherTypes.vlanOuter) && this.vlans < maxVlans) {
      if (l3 + 4 > lengthBytes) return;
      type = readShort(bytes, start + l3 + 2);
      l3 += 4;
      this.vlans++;
    }
    this.l3Offset = l3;
    if (type === etherTypes.ipv4) this.#parseIpv4(bytes, start, lengthBytes);
    else if (type === etherTypes.ipv6) this.#parseIpv6(bytes, start, lengthBytes);
    else if (type === etherTypes.fcoe) this.l3Protocol = l3Protocols.fcoe;
    else if (type === etherTypes.roce) this.l3Protocol = l3Protocols.roce;
  }

  #parseIpv4(bytes: Uint8Array, start: number, lengthBytes: number): void {
    const l3 = this.l3Offset;
    if (l3 + shortest.ipv4 > lengthBytes) return;
    const at = start + l3;
    const first = bytes[at]!;
    const headerBytes = (first & 15) * 4;
    const totalBytes = readShort(bytes, at + 2);
    if (first >>> 4 !== 4 || headerBytes < shortest.ipv4 || l3 + headerBytes > lengthBytes) return;
    if (totalBytes < headerBytes) return;
    this.l3Protocol = ipv4;
    this.l3Bytes = headerBytes;
    this.end = Math.min(lengthBytes, l3 + totalBytes);
    // The flag "more fragments" and the offset.
    this.fragment = (readShort(bytes, at + 6) & 0x3fff) !== 0;
    this.#parseL4(bytes[at + 9]!, l3 + headerBytes);
  }

  #parseIpv6(bytes: Uint8Array, start: number, lengthBytes: number): void {
    const l3 = this.l3Offset;
    if (l3 + shortest.ipv6 > lengthBytes || bytes[start + l3]! >>> 4 !== 6) return;
    let at = l3 + shortest.ipv6;
    this.l3Protocol = ipv6;
    this.end = Math.min(lengthBytes, at + readShort(bytes, start + l3 + 4));
    let next = bytes[start + l3 + 6]!;
    for (let count = 0; count < maxExtensionHeaders && at + 8 <= this.end; count++) {
      if (next === ipProtocols.fragment) this.fragment = true;
      else if (next !== ipProtocols.hopByHop && next !== ipProtocols.routing && next !== ipProtocols.destination) break;
      this.extended = true;
      const bytesOfHeader = this.fragment ? 8 : (bytes[start + at + 1]! + 1) * 8;
      next = bytes[start + at]!;
      at += bytesOfHeader;
      if (this.fragment) break;
    }
    this.l3Bytes = at - l3;
    this.#parseL4(next, at);
  }

  #parseL4(ipProtocol: number, l4: number): void {
    const room = this.end - l4;
    this.ipProtocol = ipProtocol;
    this.l4Offset = l4;
    if (!this.fragment) {
      if (ipProtocol === ipProtocols.tcp && room >= shortest.tcp) this.l4Protocol = tcp;
      else if (ipProtocol === ipProtocols.udp && room >= shortest.udp) this.l4Protocol = udp;
    }
    this.kind = this.#kind();
  }

  #kind(): number {
    const { l4Protocol } = this;
    if (this.l3Protocol === ipv4) {
      if (this.fragment) return kinds.fragment4;
      if (l4Protocol === tcp) return kinds.tcp4;
      return l4Protocol === udp ? kinds.udp4 : kinds.other4;
    }
    if (l4Protocol === tcp) return kinds.tcp6;
    return l4Protocol === udp ? kinds.udp6 : kinds.other6;
  }
}
