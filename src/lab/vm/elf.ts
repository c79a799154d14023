/** What the lab asks of a program, a library or a kernel module. */
export interface Elf {
  /** Libraries it is linked with, by name. */
  readonly needed: readonly string[];
  /** The dynamic loader it asks for; absent where it is static or a library. */
  readonly interpreter: string | undefined;
  /** The section of that name, if it has one. */
  section(name: string): Uint8Array | undefined;
}

const segment = { load: 1, dynamic: 2, interpreter: 3 } as const;
const tag = { end: 0, needed: 1, strings: 5 } as const;
const noBitsSection = 8;

/** Nothing real has more; a header may claim 65,535. */
const mostHeaders = 4096;
const mostNeeded = 1024;
const longestText = 4096;

/** Little-endian 64-bit words of a file of any content: what lies outside reads as 0. */
class Words {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u16(at: number): number {
    return at >= 0 && at + 2 <= this.bytes.length ? this.#view.getUint16(at, true) : 0;
  }

  u32(at: number): number {
    return at >= 0 && at + 4 <= this.bytes.length ? this.#view.getUint32(at, true) : 0;
  }

  /** Exact up to 2^53; larger values are offsets outside of any file and need not be. */
  u64(at: number): number {
    return this.u32(at + 4) * 2 ** 32 + this.u32(at);
  }

  text(at: number): string {
    if (!(at < this.bytes.length)) return '';
    const range = this.bytes.subarray(at, at + longestText);
    const end = range.indexOf(0);
    return Buffer.from(end < 0 ? range : range.subarray(0, end)).toString('latin1');
  }
}

interface Segment {
  readonly type: number;
  readonly at: number;
  readonly address: number;
  readonly sizeBytes: number;
}

const segmentsOf = (words: Words): Segment[] => {
  const at = words.u64(32);
  const sizeBytes = words.u16(54);
  return Array.from({ length: Math.min(words.u16(56), mostHeaders) }, (_, i) => at + i * sizeBytes).map((header) => ({
    type: words.u32(header),
    at: words.u64(header + 8),
    address: words.u64(header + 16),
    sizeBytes: words.u64(header + 32),
  }));
};

const neededOf = (words: Words, segments: readonly Segment[]): string[] => {
  const dynamic = segments.find(({ type }) => type === segment.dynamic);
  if (dynamic === undefined) return [];
  const names: number[] = [];
  let stringsAddress = 0;
  const end = Math.min(dynamic.at + dynamic.sizeBytes, words.bytes.length);
  for (let at = dynamic.at; at + 16 <= end && names.length < mostNeeded; at += 16) {
    const kind = words.u64(at);
    if (kind === tag.end) break;
    if (kind === tag.needed) names.push(words.u64(at + 8));
    if (kind === tag.strings) stringsAddress = words.u64(at + 8);
  }
  const holder = segments.find(
    ({ type, address, sizeBytes }) =>
      type === segment.load && stringsAddress >= address && stringsAddress < address + sizeBytes,
  );
  if (holder === undefined) return [];
  const strings = stringsAddress - holder.address + holder.at;
  return names.map((name) => words.text(strings + name)).filter((name) => name !== '');
};

const sectionOf = (words: Words, wanted: string): Uint8Array | undefined => {
  const table = words.u64(40);
  const headerBytes = words.u16(58);
  const headers = Array.from({ length: Math.min(words.u16(60), mostHeaders) }, (_, i) => table + i * headerBytes);
  const names = words.u64((headers[words.u16(62)] ?? Number.NaN) + 24);
  const header = headers.find((at) => words.text(names + words.u32(at)) === wanted);
  if (header === undefined || words.u32(header + 4) === noBitsSection) return undefined;
  const at = words.u64(header + 24);
  return words.bytes.subarray(at, at + words.u64(header + 32));
};

/** Reads a 64-bit little-endian ELF file of any content; `undefined` where it is none. */
export const readElf = (bytes: Uint8Array): Elf | undefined => {
  const words = new Words(bytes);
  const is64BitLittleEndian = words.u32(0) === 0x464c457f && words.u16(4) === 0x0102;
  if (!is64BitLittleEndian) return undefined;
  const segments = segmentsOf(words);
  const interpreter = segments.find(({ type }) => type === segment.interpreter);
  return {
    needed: neededOf(words, segments),
    interpreter: interpreter && words.text(interpreter.at),
    section: (name) => sectionOf(words, name),
  };
};
