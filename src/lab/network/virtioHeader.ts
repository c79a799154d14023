import type { TransmitInfo } from '../../device/dataPath/index.ts';

/**
 * `struct virtio_net_hdr` (linux/virtio_net.h, virtio 1.2, 5.1.6), little-endian: what the one who hands a frame over has left
 * undone. A TAP device puts it in front of each frame.
 */
export const virtioHeaderBytes = 10;

const at = { flags: 0, kind: 1, headerBytes: 2, segmentBytes: 4, checksumStart: 6, checksumOffset: 8 } as const;

/** Bits of the flags. */
const needsChecksum = 1;
const checksumIsGood = 2;

/** How a frame is to be cut up. */
export const segmentKinds = { none: 0, tcp4: 1, tcp6: 4 } as const;
/** Only the first segment keeps the mark "congestion window reduced". */
const reducesWindow = 0x80;

const readLittle = (bytes: Uint8Array, from: number): number => bytes[from]! | (bytes[from + 1]! << 8);

const writeLittle = (bytes: Uint8Array, from: number, value: number): void => {
  bytes[from] = value;
  bytes[from + 1] = value >>> 8;
};

/** What a header says. One object for all frames. */
export class VirtioHeader {
  /** The checksum field has the sum of the pseudo header; the rest is to be added. */
  isSumPartial = false;
  isSumGood = false;
  /** One of `segmentKinds`, or a number that is none of them. */
  kind = 0;
  segmentBytes = 0;
  checksumStart = 0;
  checksumOffset = 0;

  read(bytes: Uint8Array, from: number): void {
    const flags = bytes[from + at.flags]!;
    this.isSumPartial = (flags & needsChecksum) !== 0;
    this.isSumGood = (flags & checksumIsGood) !== 0;
    this.kind = bytes[from + at.kind]! & ~reducesWindow;
    this.segmentBytes = readLittle(bytes, from + at.segmentBytes);
    this.checksumStart = readLittle(bytes, from + at.checksumStart);
    this.checksumOffset = readLittle(bytes, from + at.checksumOffset);
  }
}

/** Writes what an adapter left undone of a frame; `kind` and `isWindowReduced` are of a frame that is to be cut up. */
export const writeVirtioHeader = (
  bytes: Uint8Array,
  info: TransmitInfo,
  kind: number = segmentKinds.none,
  isWindowReduced = false,
): void => {
  bytes[at.flags] = info.checksumStart === 0 ? 0 : needsChecksum;
  bytes[at.kind] = kind | (isWindowReduced ? reducesWindow : 0);
  writeLittle(bytes, at.headerBytes, info.headerBytes);
  writeLittle(bytes, at.segmentBytes, info.segmentBytes);
  writeLittle(bytes, at.checksumStart, info.checksumStart);
  writeLittle(bytes, at.checksumOffset, info.checksumOffset);
};
