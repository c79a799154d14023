import { checksumOf, readShort, sumOf, writeShort, writeWord } from './bytes.ts';

export const etherTypes = { ipv4: 0x0800, arp: 0x0806 } as const;
export const protocols = { icmp: 1, tcp: 6, udp: 17 } as const;

/** Offsets in a frame whose IPv4 header has no options, as those of the lab. */
export const at = {
  source: 6,
  etherType: 12,
  ip: 14,
  ipProtocol: 23,
  ipSource: 26,
  ipTarget: 30,
  payload: 34,
} as const;

export const ipHeaderBytes = 20;

/** Who sends to whom. */
export interface Route {
  readonly sourceMac: Uint8Array;
  readonly targetMac: Uint8Array;
  /** IPv4 addresses as numbers. */
  readonly source: number;
  readonly target: number;
}

/** Writes the headers of Ethernet and IPv4 for a payload that stands, or will stand, behind them. Says how long the frame is. */
export const writeIp = (bytes: Uint8Array, route: Route, protocol: number, payloadBytes: number): number => {
  bytes.set(route.targetMac, 0);
  bytes.set(route.sourceMac, at.source);
  writeShort(bytes, at.etherType, etherTypes.ipv4);
  bytes.fill(0, at.ip, at.payload);
  bytes[at.ip] = 0x45;
  writeShort(bytes, at.ip + 2, ipHeaderBytes + payloadBytes);
  // Do not fragment.
  writeShort(bytes, at.ip + 6, 0x4000);
  bytes[at.ip + 8] = 64;
  bytes[at.ipProtocol] = protocol;
  writeWord(bytes, at.ipSource, route.source);
  writeWord(bytes, at.ipTarget, route.target);
  writeShort(bytes, at.ip + 10, checksumOf(sumOf(bytes, at.ip, ipHeaderBytes)));
  return at.payload + payloadBytes;
};

/** Bytes of UDP or TCP in the frame: what the IPv4 header says, as far as the frame has them. */
export const payloadBytesOf = (bytes: Uint8Array, lengthBytes: number): number =>
  Math.min(readShort(bytes, at.ip + 2) - ipHeaderBytes, lengthBytes - at.payload);

/** The sum of the pseudo header of UDP and TCP. */
export const pseudoSum = (bytes: Uint8Array, payloadBytes: number): number =>
  sumOf(bytes, at.ipSource, 8, bytes[at.ipProtocol]! + payloadBytes);
