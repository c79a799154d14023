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
  read(address: number, lengthBytes: number, target: Views, at: number): boolean;
  /** Copies to the guest from `source` at byte `at`. */
  write(address: number, lengthBytes: number, source: Views, at: number): boolean;
}

/** `set` needs a new view for its source, which costs as much as storing so many words or bytes one by one. Measured. */
const shortWords = 64;
const shortBytes = 48;

/** Copies between different memories; indices are those of `bytes`. The caller has checked that both have the room. */
export const copy = (source: Views, from: number, target: Views, to: number, lengthBytes: number): void => {
  const count = ((from | to) & 3) === 0 && lengthBytes <= shortWords * 4 ? lengthBytes >>> 2 : 0;
  const sourceWords = source.words;
  const targetWords = target.words;
  for (let i = 0, a = from >>> 2, b = to >>> 2; i < count; i++) targetWords[b + i] = sourceWords[a + i]!;
  const done = count * 4;
  if (done === lengthBytes) return;
  const sourceBytes = source.bytes;
  const targetBytes = target.bytes;
  if (lengthBytes - done > shortBytes) targetBytes.set(sourceBytes.subarray(from, from + lengthBytes), to);
  else for (let i = done; i < lengthBytes; i++) targetBytes[to + i] = sourceBytes[from + i]!;
};

/** Memory of one's own. The size is rounded up to words. */
export const ownMemory = (sizeBytes: number): Views => {
  const buffer = new ArrayBuffer((sizeBytes + 3) & ~3);
  return { words: new Uint32Array(buffer), bytes: new Uint8Array(buffer) };
};
