import { l3Protocols } from '../../../spec/wire/descriptors.ts';
import type { Frame } from '../frame.ts';
import type { PacketHeaders } from '../packetHeaders.ts';

/** Spreads each bit over all: the last step of MurmurHash3. */
const mix = (value: number): number => {
  let x = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35);
  return x ^ (x >>> 16);
};

/** 64 bits that stand for a connection, the same for both directions. One object for all packets. */
export class ConnectionKey {
  low = 0;
  high = 0;

  /** Of an IP packet that was parsed. */
  read(frame: Frame, headers: PacketHeaders): void {
    const { bytes, byte: start } = frame;
    const isIpv4 = headers.l3Protocol === l3Protocols.ipv4;
    const length = isIpv4 ? 4 : 16;
    const source = start + headers.l3Offset + (isIpv4 ? 12 : 8);
    const ports = headers.l4Protocol !== 0 ? start + headers.l4Offset : -1;
    this.low = headers.ipProtocol;
    this.high = headers.l3Protocol;
    this.#addEnd(bytes, source, length, ports);
    this.#addEnd(bytes, source + length, length, ports < 0 ? -1 : ports + 2);
    this.low = mix(this.low) >>> 0;
    this.high = mix(this.high) >>> 0;
  }

  /** Ends are added up, so that their order does not matter. */
  #addEnd(bytes: Uint8Array, address: number, length: number, port: number): void {
    let a = 0x9e37_79b9;
    let b = 0x7f4a_7c15;
    for (let i = 0; i < length; i++) {
      a = Math.imul(a ^ bytes[address + i]!, 0x0100_0193);
      b = Math.imul(b ^ bytes[address + i]!, 0x01f7_2a97);
    }
    if (port >= 0) {
      const number = (bytes[port]! << 8) | bytes[port + 1]!;
      a = mix(a ^ number);
      b = mix(b + number);
    }
    this.low = (this.low + mix(a)) | 0;
    this.high = (this.high + mix(b)) | 0;
  }
}
