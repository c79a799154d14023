/** What a module's file says of itself. */
export interface KernelModule {
  /** Kernel release and build options it was built for: `6.1.0-53-cloud-amd64 SMP preempt mod_unload modversions`. */
  readonly vermagic: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** Part of the kernel's own sources. */
  readonly inTree: boolean;
  /** Something is signed; by whom, and whether the kernel trusts it, is not looked at. */
  readonly signed: boolean;
  /** Checksums of the kernel's symbols it was built against; empty where the kernel has no `modversions`. */
  readonly symbols: ReadonlyMap<string, number>;
  readonly depends: readonly string[];
}

/** scripts/sign-file.c puts this behind every signed module. */
const signature = '~Module signature appended~\n';
const mostSections = 10_000;
const mostSymbols = 20_000;

interface Section {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads a kernel module, an ELF relocatable of 64 bits and little endian as on every machine EC2 has.
 * Source of the layout: ELF-64 object file format 1.5; `struct modversion_info` of include/linux/module.h.
 * @returns undefined where the bytes are no such file, or are cut before its sections
 */
export const readKernelModule = (bytes: Uint8Array): KernelModule | undefined => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sections = sectionsOf(file);
  const info = sections.find(({ name }) => name === '.modinfo');
  if (info === undefined) return undefined;
  const fields = new Map<string, string>();
  for (const field of info.bytes.toString('latin1').split('\0')) {
    const equals = field.indexOf('=');
    const key = field.slice(0, equals);
    if (equals > 0 && !fields.has(key)) fields.set(key, field.slice(equals + 1, equals + 513).trim());
  }
  return {
    vermagic: fields.get('vermagic'),
    name: fields.get('name'),
    version: fields.get('version'),
    inTree: fields.get('intree') === 'Y',
    signed: file.subarray(-signature.length).toString('latin1') === signature,
    symbols: symbolsOf(sections.find(({ name }) => name === '__versions')?.bytes),
    depends: (fields.get('depends') ?? '').split(',').filter(Boolean),
  };
};

const sectionsOf = (file: Buffer): readonly Section[] => {
  const isModule = file.length >= 64 && file.readUInt32BE(0) === 0x7f454c46 && file[4] === 2 && file[5] === 1;
  if (!isModule) return [];
  const table = offsetAt(file, 40);
  const each = file.readUInt16LE(58);
  const count = Math.min(file.readUInt16LE(60), mostSections);
  if (each < 64 || table + each * count > file.length) return [];
  const rowOf = (index: number) => file.subarray(table + each * index, table + each * (index + 1));
  const bytesOf = (row: Buffer) => file.subarray(offsetAt(row, 24), offsetAt(row, 24) + offsetAt(row, 32));
  const namesAt = file.readUInt16LE(62);
  const names = namesAt < count ? bytesOf(rowOf(namesAt)) : Buffer.alloc(0);
  return Array.from({ length: count }, (_, index) => {
    const row = rowOf(index);
    return { name: stringAt(names, row.readUInt32LE(0), 64), bytes: bytesOf(row) };
  });
};

/** An offset or size; one beyond what a number holds lies beyond the file as well. */
const offsetAt = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));

const stringAt = (bytes: Buffer, at: number, most: number): string => {
  const piece = bytes.subarray(at, at + most);
  const end = piece.indexOf(0);
  return piece.toString('latin1', 0, end < 0 ? piece.length : end);
};

/** Rows of a checksum in eight bytes and a name in 56. */
const symbolsOf = (versions: Buffer | undefined): ReadonlyMap<string, number> => {
  const symbols = new Map<string, number>();
  for (let at = 0; versions !== undefined && at + 64 <= versions.length && symbols.size < mostSymbols; at += 64)
    symbols.set(stringAt(versions.subarray(at + 8), 0, 56), versions.readUInt32LE(at));
  return symbols;
};
