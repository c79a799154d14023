import { Buffer } from 'node:buffer';
import { Random } from './random.ts';

/** A frame that can be told from all others, wherever it shows up: its ports are its number, its payload follows from it. */
export interface TaggedFrame {
  readonly id: number;
  readonly kind: 'raw' | 'udp' | 'tcp';
  readonly version: 4 | 6;
  readonly payloadBytes: number;
  /** 0, or the payload of each segment the device is to make. */
  readonly segmentBytes: number;
  /** The checksum is left to the device, or wrong on purpose. */
  readonly checksum: 'right' | 'pseudo' | 'wrong';
}

const rawType = 0x88b5;
const patternBytes = 2 ** 16;
const longestPayload = 2 ** 16;
const pattern = ((random: Random) =>
  Uint8Array.from({ length: patternBytes + longestPayload }, () => random.between(0, 255)))(new Random(1));

/** Bytes before IP, of IP, and of UDP or TCP. */
export const headerSizes = ({ kind, version }: TaggedFrame) => ({
  l2: 14,
  l3: kind === 'raw' ? 0 : version === 4 ? 20 : 40,
  l4: kind === 'raw' ? 4 : kind === 'udp' ? 8 : 20,
});

export const frameBytes = (frame: TaggedFrame): number => {
  const { l2, l3, l4 } = headerSizes(frame);
  return l2 + l3 + l4 + frame.payloadBytes;
};

/** How many frames of the wire it becomes. */
export const wireFrames = ({ segmentBytes, payloadBytes }: TaggedFrame): number =>
  segmentBytes === 0 ? 1 : Math.ceil(payloadBytes / segmentBytes);

const firstSequence = (id: number): number => Math.imul(id, 0x9e37_79b1) >>> 0;

const put16 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
};
const put32 = (bytes: Uint8Array, at: number, value: number): void => {
  put16(bytes, at, value >>> 16);
  put16(bytes, at + 2, value);
};
const get16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;
const get32 = (bytes: Uint8Array, at: number): number => get16(bytes, at) * 2 ** 16 + get16(bytes, at + 2);

/** RFC 1071, unfolded: exact for what a frame can hold. */
const sumOf = (bytes: Uint8Array, from: number, to: number): number => {
  let sum = 0;
  let at = from;
  for (; at + 1 < to; at += 2) sum += (bytes[at]! << 8) | bytes[at + 1]!;
  return at < to ? sum + (bytes[at]! << 8) : sum;
};
const folded = (sum: number): number => {
  let rest = sum;
  while (rest > 0xffff) rest = (rest % 0x1_0000) + Math.floor(rest / 0x1_0000);
  return rest;
};

/** A run of a frame's payload, which is the whole one or a segment's. */
interface Slice {
  readonly from: number;
  readonly bytes: number;
}

const writeIp = (frame: TaggedFrame, { from, bytes: payload }: Slice, to: Uint8Array, at: number): number => {
  const { l3, l4 } = headerSizes(frame);
  const protocol = frame.kind === 'udp' ? 17 : 6;
  to.fill(0, at, at + l3);
  if (frame.version === 6) {
    to[at] = 0x60;
    put16(to, at + 4, l4 + payload);
    to[at + 6] = protocol;
    to[at + 7] = 64;
    put16(to, at + 8, 0xfd00);
    to[at + 23] = 1;
    put16(to, at + 24, 0xfd00);
    to[at + 39] = 2;
    return sumOf(to, at + 8, at + 40) + protocol;
  }
  to[at] = 0x45;
  put16(to, at + 2, 20 + l4 + payload);
  put16(to, at + 4, frame.id + (frame.segmentBytes === 0 ? 0 : from / frame.segmentBytes));
  put16(to, at + 6, 0x4000);
  to[at + 8] = 64;
  to[at + 9] = protocol;
  put32(to, at + 12, 0x0a00_0001);
  put32(to, at + 16, 0x0a00_0002);
  put16(to, at + 10, ~folded(sumOf(to, at, at + 20)));
  return sumOf(to, at + 12, at + 20) + protocol;
};

/** Writes the frame, or one segment of it, as it is to look. Says how long it is. */
export const writeFrame = (frame: TaggedFrame, to: Uint8Array, slice: Slice, checksum = frame.checksum): number => {
  const { l2, l3, l4 } = headerSizes(frame);
  const { id } = frame;
  to.set([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]);
  put16(to, 12, frame.kind === 'raw' ? rawType : frame.version === 4 ? 0x0800 : 0x86dd);
  const at = l2 + l3;
  const begin = at + l4;
  const end = begin + slice.bytes;
  const place = (id * 7919) % patternBytes;
  to.set(pattern.subarray(place + slice.from, place + slice.from + slice.bytes), begin);
  put32(to, at, id);
  if (frame.kind === 'raw') return end;
  const pseudo = folded(writeIp(frame, slice, to, l2) + l4 + slice.bytes);
  const field = at + (frame.kind === 'udp' ? 6 : 16);
  if (frame.kind === 'udp') put32(to, at + 4, (l4 + slice.bytes) * 0x1_0000);
  else {
    put32(to, at + 4, firstSequence(id) + slice.from);
    put32(to, at + 8, 77);
    const isLast = slice.from + slice.bytes === frame.payloadBytes;
    put32(to, at + 12, 0x5010_ffff | (isLast ? 0x0008_0000 : 0));
    put32(to, at + 16, 0);
  }
  const sum = ~folded(pseudo + sumOf(to, at, end)) & 0xffff;
  const right = sum === 0 && frame.kind === 'udp' ? 0xffff : sum;
  // 1 away from the right one; never the 0 that means no checksum.
  put16(to, field, checksum === 'pseudo' ? pseudo : checksum === 'wrong' ? right ^ 1 || 2 : right);
  return end;
};

/** What a frame on the wire says of itself: its number, and where in the payload it begins. */
export const readTag = (bytes: Uint8Array, at: number, segmented: (id: number) => boolean) => {
  const type = get16(bytes, at + 12);
  const l4 = at + 14 + (type === 0x0800 ? 20 : type === 0x86dd ? 40 : 0);
  const id = get32(bytes, l4);
  const from = segmented(id) ? (get32(bytes, l4 + 4) - firstSequence(id)) >>> 0 : 0;
  return { id, from };
};

const scratch = new Uint8Array(2 ** 17);

/** Whether these are the bytes that the frame, or its segment from `from` on, has on the wire. */
export const isFaithful = (
  frame: TaggedFrame,
  from: number,
  bytes: Uint8Array,
  at: number,
  lengthBytes: number,
): boolean => {
  const { segmentBytes, payloadBytes } = frame;
  if (segmentBytes > 0 && (from % segmentBytes !== 0 || from >= payloadBytes)) return false;
  const size = segmentBytes === 0 ? payloadBytes : Math.min(segmentBytes, payloadBytes - from);
  const checksum = frame.checksum === 'wrong' ? 'wrong' : 'right';
  const expected = writeFrame(frame, scratch, { from, bytes: size }, checksum);
  return (
    expected === lengthBytes &&
    Buffer.compare(scratch.subarray(0, expected), bytes.subarray(at, at + lengthBytes)) === 0
  );
};
