/**
 * The notation for everything that crosses the wire.
 *
 * Registers, descriptors, commands and events are little-endian structures of 32-bit words. A layout gives each field a
 * name, a place and a sentence; `get(words, at, Tx.length)` then costs one load, one shift and one mask. Objects per
 * entry, DataView or BigInt cost many times that, so values are numbers and entries are never wrapped.
 */

/** A run of bits inside one word. */
export interface Field {
  readonly word: number;
  readonly shift: number;
  /** Of the value, already shifted down; -1 for a whole word, which V8 keeps as a small integer and 0xffffffff not. */
  readonly mask: number;
  readonly doc: string;
}

/** A number of 48 or 64 bits in two words, low word first. Exact up to 2^53, which no address and no counter exceeds. */
export interface Wide {
  readonly word: number;
  /** The bits of the second word that belong to it; its other bits may be somebody else's. */
  readonly highMask: number;
  readonly doc: string;
}

/** A run of bytes in the order they have in memory: a MAC, a key, a text that ends at its first NUL. */
export interface Bytes {
  /** First byte, from the beginning of the structure. */
  readonly byte: number;
  readonly length: number;
  readonly text: boolean;
  readonly doc: string;
}

export type Member = Field | Wide | Bytes;
export type Layout = Readonly<Record<string, Member>>;

if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1)
  throw new Error('ENA is little-endian, and so must this machine be');

const two32 = 2 ** 32;

const run = (word: number, high: number, low: number, doc: string): Field => {
  if (!(0 <= low && low <= high && high < 32)) throw new RangeError(`bits ${high}:${low} are not within one word`);
  return Object.freeze({ word, shift: low, mask: ((2 << (high - low)) - 1) | 0, doc });
};

const wide = (word: number, highMask: number, doc: string): Wide => Object.freeze({ word, highMask, doc });

/** Where a member stands, counted in words: `word(2).bits(15, 0, 'why')`. For what the manuals print by words. */
export const word = (index: number) => ({
  bits: (high: number, low: number, doc = ''): Field => run(index, high, low, doc),
  bit: (place: number, doc = ''): Field => run(index, place, place, doc),
  whole: (doc = ''): Field => run(index, 31, 0, doc),
  /** A DMA address: this word and the lower half of the next. */
  address: (doc = ''): Wide => wide(index, 0xffff, doc),
  /** A number of 64 bits: this word and the next. */
  double: (doc = ''): Wide => wide(index, 0xffff_ffff, doc),
});

/** Where a member stands, counted in bytes: `byte(6).u16('why')`. For what the manuals print as C structures. */
export const byte = (offset: number) => {
  const index = offset >>> 2;
  const first = (offset & 3) * 8;
  const bits = (high: number, low: number, doc = '') => run(index, first + high, first + low, doc);
  const whole = () => {
    if (first !== 0) throw new RangeError(`byte ${offset} begins no word`);
    return index;
  };
  return {
    bits,
    bit: (place: number, doc = '') => bits(place, place, doc),
    u8: (doc = '') => bits(7, 0, doc),
    u16: (doc = '') => bits(15, 0, doc),
    u32: (doc = '') => bits(31, 0, doc),
    u64: (doc = '') => wide(whole(), 0xffff_ffff, doc),
    /** A DMA address: 32 bits and 16 bits. */
    address: (doc = '') => wide(whole(), 0xffff, doc),
    bytes: (length: number, doc = ''): Bytes => Object.freeze({ byte: offset, length, text: false, doc }),
    text: (length: number, doc = ''): Bytes => Object.freeze({ byte: offset, length, text: true, doc }),
  };
};

/** Reads `field` of the entry that begins at word `at`. */
export const get = (words: Uint32Array, at: number, field: Field): number =>
  ((words[at + field.word]! >>> field.shift) & field.mask) >>> 0;

/** Writes `field` of the entry that begins at word `at`; bits beyond the field are cut off, neighbours stay. */
export const set = (words: Uint32Array, at: number, field: Field, value: number): void => {
  const place = at + field.word;
  words[place] = (words[place]! & ~(field.mask << field.shift)) | ((value & field.mask) << field.shift);
};

/** Reads `field` of a value that was loaded already, such as a register's. */
export const take = (value: number, field: Field): number => ((value >>> field.shift) & field.mask) >>> 0;

/** `value` in the place of `field`, all other bits 0: words are composed by `|` of these, then `>>> 0`. */
export const put = (field: Field, value: number): number => ((value & field.mask) << field.shift) >>> 0;

/** Reads an address or a counter of two words. */
export const getWide = (words: Uint32Array, at: number, { word, highMask }: Wide): number =>
  words[at + word]! + ((words[at + word + 1]! & highMask) >>> 0) * two32;

/** Writes an address or a counter of two words; bits of the second word that are not its own stay. */
export const setWide = (words: Uint32Array, at: number, { word, highMask }: Wide, value: number): void => {
  words[at + word] = value >>> 0;
  const place = at + word + 1;
  words[place] = (words[place]! & ~highMask) | ((value / two32) & highMask);
};

/** The bytes themselves, not a copy. Allocates a view: not for hot paths. */
export const bytesOf = (words: Uint32Array, at: number, { byte, length }: Bytes): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset + at * 4 + byte, length);
