import { readShort, readWord } from '../../peers/bytes.ts';

export const tcpFlags = { fin: 1, syn: 2, reset: 4, push: 8, ack: 16 } as const;

/** Longest payload that is sent and asked for: that of an MTU of 9000. Who has a smaller one says so, and keeps to it. */
export const largestSegmentBytes = 8960;

/** What TCP takes for granted of who names no size (RFC 9293, 3.7.1), and the least that makes sense. */
const usualBytes: Readonly<Record<4 | 6, number>> = { 4: 536, 6: 1220 };
const leastBytes = 64;

const shortestBytes = 20;
const options = { end: 0, nothing: 1, largestSegment: 2 } as const;

/** The option of a SYN that asks for segments of that length, as a word. */
export const segmentSizeOption = (options.largestSegment << 24) | (4 << 16) | largestSegmentBytes;

/** A TCP segment that came. One object for all. */
export class Segment {
  sequence = 0;
  acknowledged = 0;
  flags = 0;
  windowBytes = 0;
  /** Where its data begin in the frame. */
  dataAt = 0;
  dataBytes = 0;
  /** How long segments to its sender may be; means something with a SYN only. */
  largestBytes = 0;

  /** False: it contradicts itself. */
  parse(bytes: Uint8Array, l4: number, end: number, version: 4 | 6): boolean {
    const headerBytes = (bytes[l4 + 12]! >>> 4) * 4;
    if (headerBytes < shortestBytes || l4 + headerBytes > end) return false;
    this.sequence = readWord(bytes, l4 + 4);
    this.acknowledged = readWord(bytes, l4 + 8);
    this.flags = bytes[l4 + 13]!;
    this.windowBytes = readShort(bytes, l4 + 14);
    this.dataAt = l4 + headerBytes;
    this.dataBytes = end - this.dataAt;
    this.largestBytes = usualBytes[version];
    if (this.has(tcpFlags.syn)) this.#parseOptions(bytes, l4 + shortestBytes);
    return true;
  }

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  #parseOptions(bytes: Uint8Array, from: number): void {
    for (let at = from; at + 1 < this.dataAt; ) {
      const kind = bytes[at]!;
      if (kind === options.end) return;
      if (kind === options.nothing) {
        at++;
        continue;
      }
      const length = bytes[at + 1]!;
      if (length < 2) return;
      const isWhole = length === 4 && at + 4 <= this.dataAt;
      if (kind === options.largestSegment && isWhole)
        this.largestBytes = Math.max(leastBytes, readShort(bytes, at + 2));
      at += length;
    }
  }
}
