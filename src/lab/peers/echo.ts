import { checksumOf, readShort, readWord, sumOf, swap, writeShort, writeWord } from './bytes.ts';
import { at, etherTypes, payloadBytesOf, protocols, pseudoSum } from './packet.ts';

/** Makes the answer of a frame in its place. Says how long it is; 0 for none. */
type Answer = (bytes: Uint8Array, lengthBytes: number) => number;

/** Of whoever answers for every address there is. */
export const peerMac = Uint8Array.of(0x02, 0xe1, 0xa0, 0xff, 0xff, 0x01);

const answerArp: Answer = (bytes, lengthBytes) => {
  const isRequest = lengthBytes >= at.ip + 28 && readShort(bytes, at.ip + 6) === 1;
  if (!isRequest) return 0;
  writeShort(bytes, at.ip + 6, 2);
  swap(bytes, at.ip + 8, at.ip + 18, 10);
  bytes.set(peerMac, at.ip + 8);
  return lengthBytes;
};

const answerIcmp: Answer = (bytes, lengthBytes) => {
  if (bytes[at.payload] !== 8) return 0;
  const payloadBytes = payloadBytesOf(bytes, lengthBytes);
  bytes[at.payload] = 0;
  writeShort(bytes, at.payload + 2, 0);
  writeShort(bytes, at.payload + 2, checksumOf(sumOf(bytes, at.payload, payloadBytes)));
  return lengthBytes;
};

const answerUdp: Answer = (bytes, lengthBytes) => {
  swap(bytes, at.payload, at.payload + 2, 2);
  return lengthBytes;
};

const flags = { fin: 1, syn: 2, reset: 4, push: 8, ack: 16 } as const;

/** Keeps no state: each segment is answered by itself, which does for a connection that loses nothing. */
const answerTcp: Answer = (bytes, lengthBytes) => {
  const header = (bytes[at.payload + 12]! >>> 4) << 2;
  const payloadBytes = payloadBytesOf(bytes, lengthBytes);
  const data = payloadBytes - header;
  const asked = bytes[at.payload + 13]!;
  const counted = data + ((asked & (flags.syn | flags.fin)) === 0 ? 0 : 1);
  if (header < 20 || data < 0 || (asked & flags.reset) !== 0 || counted === 0) return 0;
  const sequence = readWord(bytes, at.payload + 4);
  swap(bytes, at.payload, at.payload + 2, 2);
  // Its own numbers begin at 0: the peer expects what this end acknowledged last.
  writeWord(bytes, at.payload + 4, (asked & flags.ack) === 0 ? 0 : readWord(bytes, at.payload + 8));
  writeWord(bytes, at.payload + 8, (sequence + counted) >>> 0);
  bytes[at.payload + 13] = (asked & (flags.syn | flags.fin | flags.push)) | flags.ack;
  writeShort(bytes, at.payload + 16, 0);
  const sum = sumOf(bytes, at.payload, payloadBytes, pseudoSum(bytes, payloadBytes));
  writeShort(bytes, at.payload + 16, checksumOf(sum));
  return lengthBytes;
};

const byProtocol: Readonly<Record<number, Answer>> = {
  [protocols.icmp]: answerIcmp,
  [protocols.udp]: answerUdp,
  [protocols.tcp]: answerTcp,
};

/** A neighbour that answers ARP, pings, datagrams and TCP connections for every address, with what it was sent. */
export const echo: Answer = (bytes, lengthBytes) => {
  if (lengthBytes < at.payload) return 0;
  const etherType = readShort(bytes, at.etherType);
  let answered = 0;
  if (etherType === etherTypes.arp) answered = answerArp(bytes, lengthBytes);
  else if (etherType === etherTypes.ipv4 && bytes[at.ip] === 0x45) {
    answered = byProtocol[bytes[at.ipProtocol]!]?.(bytes, lengthBytes) ?? 0;
    swap(bytes, at.ipSource, at.ipTarget, 4);
  }
  bytes.copyWithin(0, at.source, at.source + 6);
  bytes.set(peerMac, at.source);
  return answered;
};
