/** Longest input: two IPv6 addresses and two ports. */
export const maxHashedBytes = 36;

/** Whether the run at `a` comes after that at `b`. */
export const isAfter = (bytes: Uint8Array, a: number, b: number, length: number): boolean => {
  for (let i = 0; i < length; i++) {
    const difference = bytes[a + i]! - bytes[b + i]!;
    if (difference !== 0) return difference > 0;
  }
  return false;
};

/**
 * Toeplitz, as RSS uses it. Each input byte at each place chooses one word of a table, made from the key: a hash of IPv4 and
 * ports is twelve look-ups.
 */
export class Toeplitz {
  readonly #table = new Uint32Array(maxHashedBytes * 256);

  /** `key` has 40 bytes, in the order in which RSS counts them. */
  setKey(key: Uint8Array): void {
    const windowAt = (bit: number): number => {
      const at = bit >>> 3;
      const high = ((key[at]! << 24) | (key[at + 1]! << 16) | (key[at + 2]! << 8) | key[at + 3]!) >>> 0;
      const shift = bit & 7;
      return shift === 0 ? high : ((high << shift) | (key[at + 4]! >>> (8 - shift))) >>> 0;
    };
    for (let place = 0; place < maxHashedBytes; place++) {
      const base = place * 256;
      for (let bit = 0; bit < 8; bit++) this.#table[base + (0x80 >>> bit)] = windowAt(place * 8 + bit);
      for (let value = 1; value < 256; value++) {
        const lowest = value & -value;
        this.#table[base + value] = this.#table[base + lowest]! ^ this.#table[base + (value ^ lowest)]!;
      }
    }
  }

  /** Goes on with a hash over a run of bytes, the first of which stands at `place` of the whole input. */
  run(bytes: Uint8Array, at: number, length: number, place: number, hash: number): number {
    const table = this.#table;
    let row = place << 8;
    for (let i = at; i < at + length; i++, row += 256) hash ^= table[row + bytes[i]!]!;
    return hash;
  }

  /** Goes on with a hash over a source and the destination that follows it; if sorted, the lower of them first. */
  pair(bytes: Uint8Array, source: number, length: number, sorted: boolean, place: number, hash: number): number {
    const table = this.#table;
    const first = sorted && isAfter(bytes, source, source + length, length) ? source + length : source;
    const second = source + source + length - first;
    const step = length << 8;
    let row = place << 8;
    for (let i = 0; i < length; i++, row += 256) {
      hash ^= table[row + bytes[first + i]!]! ^ table[row + step + bytes[second + i]!]!;
    }
    return hash;
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  return value;
});

/**
 * CRC32 as Ethernet has it, before its last complement. That ENA's is this one is a guess: no driver chooses it, and no source
 * tells the polynomial.
 */
export const crc32 = (bytes: Uint8Array, at: number, length: number, initial: number): number => {
  let crc = initial;
  for (let i = at; i < at + length; i++) crc = crcTable[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return crc;
};
