import { crc32 } from 'node:zlib';

/**
 * A record is a length, a checksum of length and payload (CRC-32, both little-endian and of four bytes), and the
 * payload. What a crash or a full disk cut off, and what a disk changed, shows by the checksum.
 */
export const headerBytes = 8;

/** What claims to be longer is no record. */
export const longestPayloadBytes = 1 << 20;

const checksumOf = (lengthField: Uint8Array, payload: Uint8Array): number => crc32(payload, crc32(lengthField));

/** The payload as it is to stand in a file. */
export const framed = (payload: Uint8Array): Buffer => {
  const record = Buffer.allocUnsafe(headerBytes + payload.length);
  record.writeUInt32LE(payload.length, 0);
  record.writeUInt32LE(checksumOf(record.subarray(0, 4), payload), 4);
  record.set(payload, headerBytes);
  return record;
};

/** A payload, and where its record ends. */
export interface ReadRecord {
  readonly payload: Buffer;
  readonly endBytes: number;
}

/** The whole records at the beginning of `bytes`, up to the first that is cut off or damaged. */
export function* recordsIn(bytes: Buffer): Generator<ReadRecord> {
  let at = 0;
  while (at + headerBytes <= bytes.length) {
    const length = bytes.readUInt32LE(at);
    const endBytes = at + headerBytes + length;
    if (length > longestPayloadBytes || endBytes > bytes.length) return;
    const payload = bytes.subarray(at + headerBytes, endBytes);
    if (checksumOf(bytes.subarray(at, at + 4), payload) !== bytes.readUInt32LE(at + 4)) return;
    yield { payload, endBytes };
    at = endBytes;
  }
}
