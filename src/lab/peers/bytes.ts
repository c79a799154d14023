/** Fields of frames in the order of networks, and the checksum of the internet. */

export const readShort = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

export const writeShort = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
};

export const readWord = (bytes: Uint8Array, at: number): number =>
  (readShort(bytes, at) * 0x1_0000 + readShort(bytes, at + 2)) >>> 0;

export const writeWord = (bytes: Uint8Array, at: number, value: number): void => {
  writeShort(bytes, at, value >>> 16);
  writeShort(bytes, at + 2, value & 0xffff);
};

/** Exchanges two runs of bytes, such as source and destination. */
export const swap = (bytes: Uint8Array, one: number, other: number, length: number): void => {
  for (let i = 0; i < length; i++) {
    const kept = bytes[one + i]!;
    bytes[one + i] = bytes[other + i]!;
    bytes[other + i] = kept;
  }
};

/** Sum of 16-bit words from `at` on, in one's complement, added to `start`. */
export const sumOf = (bytes: Uint8Array, at: number, length: number, start = 0): number => {
  let sum = start;
  for (let i = 0; i + 1 < length; i += 2) sum += readShort(bytes, at + i);
  if (length % 2 === 1) sum += bytes[at + length - 1]! << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
};

/** What goes into a checksum field that was 0 while the sum was made. */
export const checksumOf = (sum: number): number => ~sum & 0xffff;
