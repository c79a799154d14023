import { Cursor, ownMemory } from '../../bus/memory.ts';

/** Destination, source and type. */
export const ethernetHeaderBytes = 14;
/** What two addresses, a type and one VLAN tag add to a packet of MTU size. */
export const frameOverheadBytes = ethernetHeaderBytes + 4;

/**
 * A frame without FCS: `lengthBytes` bytes from `byte` on. Made once and filled again and again, so that a packet costs no
 * object; whoever wants to keep one copies it by `toBytes`.
 */
export class Frame extends Cursor {
  lengthBytes = 0;

  constructor(capacityBytes: number) {
    super();
    const memory = ownMemory(capacityBytes);
    this.words = memory.words;
    this.bytes = memory.bytes;
  }

  /** A frame that holds these bytes. */
  static of(bytes: Uint8Array | readonly number[]): Frame {
    const frame = new Frame(bytes.length);
    frame.bytes.set(bytes);
    frame.lengthBytes = bytes.length;
    return frame;
  }

  toBytes(): Uint8Array {
    return this.bytes.slice(this.byte, this.byte + this.lengthBytes);
  }
}

/** The bytes at `at` in the order of networks. */
export const readShort = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

/** Likewise; bits beyond the 16th are cut off. */
export const writeShort = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
};
