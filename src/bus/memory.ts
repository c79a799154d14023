/** A run of memory as two views of the same bytes. */
export interface Views {
  readonly words: Uint32Array;
  readonly bytes: Uint8Array;
}

/**
 * Where a guest's address lies in our memory. The caller makes one and has it filled again and again, so that looking an
 * address up allocates nothing. Views stay good as long as `GuestMemory.generation` stays the same.
 */
export class Cursor implements Views {
  words: Uint32Array = noWords;
  bytes: Uint8Array = noBytes;
  /** Index in `bytes`. */
  byte = 0;

  /** Index in `words`. Means something only for addresses divisible by 4. */
  get word(): number {
    return this.byte >>> 2;
  }
}

const noWords = new Uint32Array(0);
const noBytes = new Uint8Array(0);

/**
 * The guest's memory as the device sees it, by DMA addresses of 48 bits. Lengths and addresses come from guests and may be
 * anything; every answer of `false` means that nothing was touched, and the device answers the guest with an error.
 */
export interface GuestMemory {
  /** Changes whenever a mapping went away or came: views kept from before must be looked up anew. */
  readonly generation: number;
  /**
   * Finds memory to work in without copying. False where the range is not guest memory, wraps, or does not lie in one
   * mapped piece; `read` and `write` may still reach it in the latter case.
   */
  resolve(address: number, lengthBytes: number, into: Cursor): boolean;
  /** Copies from the guest to `target` at byte `at`; over the borders of pieces, and from memory that is not mapped. */
  read(address: number, lengthBytes: number, target: Uint8Array, at: number): boolean;
  /** Copies to the guest from `source` at byte `at`. */
  write(address: number, lengthBytes: number, source: Uint8Array, at: number): boolean;
}

/** Copies without allocating: a view per packet costs more than a small packet's copy. */
export const copyBytes = (
  source: Uint8Array,
  from: number,
  target: Uint8Array,
  to: number,
  lengthBytes: number,
): void => {
  if (lengthBytes > 256) target.set(source.subarray(from, from + lengthBytes), to);
  else for (let i = 0; i < lengthBytes; i++) target[to + i] = source[from + i]!;
};
