/** What a made-up ELF file is to hold. */
export interface ElfContent {
  readonly needed?: readonly string[];
  readonly interpreter?: string;
  readonly sections?: Readonly<Record<string, string>>;
}

const headerBytes = 64;
const programHeaderBytes = 56;
const sectionHeaderBytes = 64;

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

/** Strings with their ends, and where each begins. */
const stringTable = (strings: readonly string[]) => {
  const starts: number[] = [];
  let text = '\0';
  for (const string of strings) {
    starts.push(text.length);
    text += `${string}\0`;
  }
  return { bytes: Buffer.from(text, 'latin1'), starts };
};

/** A small 64-bit ELF file, loaded at 0, for tests. */
export const elfWith = ({ needed = [], interpreter, sections = {} }: ElfContent): Buffer => {
  const parts: Buffer[] = [];
  let at = headerBytes + 3 * programHeaderBytes;
  const place = (bytes: Buffer): { at: number; sizeBytes: number } => {
    const placed = { at, sizeBytes: bytes.length };
    parts.push(bytes);
    at += bytes.length;
    return placed;
  };
  const libraries = stringTable(needed);
  const strings = place(libraries.bytes);
  const rows = [...libraries.starts.map((start) => [1, start]), [5, strings.at], [0, 0]];
  const dynamic = place(Buffer.concat(rows.flat().map(word)));
  const loader = interpreter === undefined ? undefined : place(Buffer.from(`${interpreter}\0`));
  const names = stringTable(['.shstrtab', ...Object.keys(sections)]);
  const placed = [names.bytes, ...Object.values(sections).map((text) => Buffer.from(text, 'latin1'))].map(place);

  const sectionHeaders = placed.map((where, i) => {
    const header = Buffer.alloc(sectionHeaderBytes);
    header.writeUInt32LE(names.starts[i] ?? 0, 0);
    header.writeUInt32LE(1, 4);
    word(where.at).copy(header, 24);
    word(where.sizeBytes).copy(header, 32);
    return header;
  });
  const segment = (type: number, where: { at: number; sizeBytes: number }): Buffer => {
    const header = Buffer.alloc(programHeaderBytes);
    header.writeUInt32LE(type, 0);
    word(where.at).copy(header, 8);
    word(where.at).copy(header, 16);
    word(where.sizeBytes).copy(header, 32);
    return header;
  };
  const segments = [
    segment(1, { at: 0, sizeBytes: at }),
    segment(2, dynamic),
    loader ? segment(3, loader) : segment(0, dynamic),
  ];
  const header = Buffer.alloc(headerBytes);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  word(headerBytes).copy(header, 32);
  word(at).copy(header, 40);
  header.writeUInt16LE(programHeaderBytes, 54);
  header.writeUInt16LE(segments.length, 56);
  header.writeUInt16LE(sectionHeaderBytes, 58);
  header.writeUInt16LE(sectionHeaders.length, 60);
  return Buffer.concat([header, ...segments, ...parts, ...sectionHeaders]);
};
