/** Blocks of pcapng (draft-ietf-opsawg-pcapng), little-endian: what tshark and Wireshark read. */

const blockTypes = { section: 0x0a0d_0d0a, interface: 1, statistics: 5, packet: 6 } as const;
const byteOrderMark = 0x1a2b_3c4d;
const ethernet = 1;
const options = { end: 0, name: 2, resolution: 9, packetFlags: 2, application: 4, dropped: 5 } as const;
const nanoseconds = 9;

/** As `epb_flags` has it. */
export const directions = { in: 1, out: 2 } as const;
export type Direction = keyof typeof directions;

/** What a packet's block has beside the packet, padding included. */
export const packetOverheadBytes = 28 + 8 + 4 + 4 + 3;

const padded = (bytes: number): number => (bytes + 3) & ~3;

const option = (code: number, value: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(4 + padded(value.length));
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt16LE(value.length, 2);
  bytes.set(value, 4);
  return bytes;
};

const block = (type: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt32LE(bytes.length, 4);
  body.copy(bytes, 8);
  bytes.writeUInt32LE(bytes.length, 8 + body.length);
  return bytes;
};

const wordsOf = (...words: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(words).buffer);
const endOfOptions = wordsOf(options.end);
const textOf = (text: string): Uint8Array => Buffer.from(text).subarray(0, 0xfff0);

/** What a file begins with: a section, and one interface whose times are in nanoseconds. */
export const beginning = (interfaceName: string, application: string): Buffer =>
  Buffer.concat([
    // Version 1.0, of no length told.
    block(
      blockTypes.section,
      wordsOf(byteOrderMark, 1, 0xffff_ffff, 0xffff_ffff),
      option(options.application, textOf(application)),
      endOfOptions,
    ),
    block(
      blockTypes.interface,
      // The second word says that packets are kept whole.
      wordsOf(ethernet, 0),
      option(options.name, textOf(interfaceName)),
      option(options.resolution, Uint8Array.of(nanoseconds)),
      endOfOptions,
    ),
  ]);

/** What a file may end with: how many packets are not in it. */
export const ending = (high: number, low: number, dropped: number): Buffer =>
  block(
    blockTypes.statistics,
    wordsOf(0, high, low),
    option(options.dropped, wordsOf(dropped, Math.floor(dropped / 2 ** 32))),
    endOfOptions,
  );

/**
 * Writes a packet's block at a place in a buffer, which must have its overhead and its length of room. Says where it ends.
 * Time is told by halves of a count of nanoseconds since 1970.
 */
export const writePacket = (
  target: Buffer,
  at: number,
  high: number,
  low: number,
  bytes: Uint8Array,
  direction: Direction,
): number => {
  const data = padded(bytes.length);
  const total = 28 + data + 8 + 4 + 4;
  target.writeUInt32LE(blockTypes.packet, at);
  target.writeUInt32LE(total, at + 4);
  target.writeUInt32LE(0, at + 8);
  target.writeUInt32LE(high, at + 12);
  target.writeUInt32LE(low, at + 16);
  target.writeUInt32LE(bytes.length, at + 20);
  target.writeUInt32LE(bytes.length, at + 24);
  target.set(bytes, at + 28);
  target.fill(0, at + 28 + bytes.length, at + 28 + data);
  const after = at + 28 + data;
  target.writeUInt16LE(options.packetFlags, after);
  target.writeUInt16LE(4, after + 2);
  target.writeUInt32LE(directions[direction], after + 4);
  target.writeUInt32LE(options.end, after + 8);
  target.writeUInt32LE(total, after + 12);
  return at + total;
};
