import {
  type Bytes,
  bytesOf,
  type Field,
  get,
  getWide,
  type Layout,
  type Member,
  set,
  setWide,
  type Wide,
} from './field.ts';

type Value<M extends Member> = M extends Bytes ? Uint8Array | string : number;

/** A structure as an object: numbers by name, texts as strings, byte runs as copies. */
export type Decoded<L extends Layout> = { readonly [Name in keyof L]: Value<L[Name]> };

/** What may be given to `encode`: any of the members. */
export type Encodable<L extends Layout> = { readonly [Name in keyof L]?: Value<L[Name]> };

const isBytes = (member: Member): member is Bytes => 'byte' in member;
const isWide = (member: Member): member is Wide => 'highMask' in member;

const textOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  // Byte by byte: a guest may write anything here, and this never throws.
  return Array.from(end < 0 ? bytes : bytes.subarray(0, end), (code) => String.fromCharCode(code)).join('');
};

const read = (words: Uint32Array, at: number, member: Member): number | string | Uint8Array => {
  if (isBytes(member)) {
    const bytes = bytesOf(words, at, member);
    return member.text ? textOf(bytes) : bytes.slice();
  }
  return isWide(member) ? getWide(words, at, member) : get(words, at, member as Field);
};

const writeBytes = (words: Uint32Array, at: number, member: Bytes, value: string | Uint8Array): void => {
  const source = typeof value === 'string' ? Uint8Array.from(value, (letter) => letter.charCodeAt(0)) : value;
  const target = bytesOf(words, at, member).fill(0);
  // A text keeps room for the NUL that ends it.
  target.set(source.subarray(0, member.text ? member.length - 1 : member.length));
};

/** The whole entry that begins at word `at`, for cold paths: admin commands, traces, tests, people. */
export const decode = <L extends Layout>(layout: L, words: Uint32Array, at = 0): Decoded<L> =>
  Object.fromEntries(Object.entries(layout).map(([name, member]) => [name, read(words, at, member)])) as Decoded<L>;

/** Writes the members given; the others stay as they are. */
export const encode = <L extends Layout>(layout: L, words: Uint32Array, at: number, values: Encodable<L>): void => {
  for (const [name, value] of Object.entries(values)) {
    const member = layout[name];
    if (member === undefined) throw new RangeError(`no member is named ${name}`);
    if (value === undefined) continue;
    if (isBytes(member)) writeBytes(words, at, member, value as string | Uint8Array);
    else if (isWide(member)) setWide(words, at, member, value as number);
    else set(words, at, member as Field, value as number);
  }
};
