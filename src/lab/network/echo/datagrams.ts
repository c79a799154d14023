import { checksumOf, readShort, readWord, sumOf, swap, writeShort } from '../../peers/bytes.ts';
import { peerMac } from '../../peers/echo.ts';

/**
 * Answers that need no memory of what was before. Each is made in the place of its question and says whether there is one.
 * Sums are not made anew but changed by what changes (RFC 1624), so that fragments get their answers one by one.
 */
export type Answer = (bytes: Uint8Array, l3: number, l4: number, end: number) => boolean;

/** Changes a checksum as a word that it covers changes. */
const adjust = (bytes: Uint8Array, at: number, from: number, to: number): void => {
  let sum = (~readShort(bytes, at) & 0xffff) + (~from & 0xffff) + to;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  writeShort(bytes, at, checksumOf(sum));
};

const arp = { operation: 6, senderMac: 8, senderIp: 14, targetMac: 18, targetIp: 24, sizeBytes: 28 } as const;

/** Tells our address to who asks for any but its own. Who asks in nobody's name looks whether an address is free, and it is. */
export const answerArp: Answer = (bytes, l3, _, end) => {
  if (end - l3 < arp.sizeBytes || readShort(bytes, l3 + arp.operation) !== 1) return false;
  const sender = readWord(bytes, l3 + arp.senderIp);
  if (sender === 0 || sender === readWord(bytes, l3 + arp.targetIp)) return false;
  writeShort(bytes, l3 + arp.operation, 2);
  swap(bytes, l3 + arp.senderMac, l3 + arp.targetMac, 10);
  bytes.set(peerMac, l3 + arp.senderMac);
  return true;
};

const swapPorts: Answer = (bytes, _, l4, end) => {
  if (end - l4 < 8) return false;
  swap(bytes, l4, l4 + 2, 2);
  return true;
};

const echoRequest = { icmp: 8, icmpV6: 128 } as const;
const echoReply = { icmp: 0, icmpV6: 129 } as const;

const answerPing =
  (request: number, reply: number): Answer =>
  (bytes, _, l4, end) => {
    if (end - l4 < 8 || bytes[l4] !== request) return false;
    bytes[l4] = reply;
    adjust(bytes, l4 + 2, request << 8, reply << 8);
    return true;
  };

const solicitation = { type: 135, target: 8, option: 24, sizeBytes: 32 } as const;
const advertisement = { type: 136, solicitedAndOverrides: 0x60 } as const;
const targetLinkAddress = 2;
const ipv6 = { payloadBytes: 4, source: 8, target: 24 } as const;
export const icmpV6 = 58;

/** Neighbour discovery: as ARP. The answer comes from the address asked for. */
export const answerSolicitation: Answer = (bytes, l3, l4, end) => {
  const isAnonymous = bytes.subarray(l3 + ipv6.source, l3 + ipv6.target).every((byte) => byte === 0);
  if (end - l4 < solicitation.sizeBytes || bytes[l4] !== solicitation.type || isAnonymous) return false;
  bytes.copyWithin(l3 + ipv6.target, l3 + ipv6.source, l3 + ipv6.target);
  bytes.copyWithin(l3 + ipv6.source, l4 + solicitation.target, l4 + solicitation.option);
  bytes.fill(0, l4, l4 + 8);
  bytes[l4] = advertisement.type;
  bytes[l4 + 4] = advertisement.solicitedAndOverrides;
  bytes[l4 + solicitation.option] = targetLinkAddress;
  bytes[l4 + solicitation.option + 1] = 1;
  bytes.set(peerMac, l4 + solicitation.option + 2);
  // Other options that the question had are left behind as padding.
  writeShort(bytes, l3 + ipv6.payloadBytes, solicitation.sizeBytes);
  const pseudo = sumOf(bytes, l3 + ipv6.source, 32, icmpV6 + solicitation.sizeBytes);
  writeShort(bytes, l4 + 2, checksumOf(sumOf(bytes, l4, solicitation.sizeBytes, pseudo)));
  return true;
};

/** By protocol number of IPv4 and IPv6. */
export const datagramAnswers: Readonly<Record<4 | 6, Readonly<Record<number, Answer>>>> = {
  4: { 1: answerPing(echoRequest.icmp, echoReply.icmp), 17: swapPorts },
  6: { [icmpV6]: answerPing(echoRequest.icmpV6, echoReply.icmpV6), 17: swapPorts },
};
