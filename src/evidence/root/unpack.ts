import { Budget } from '../sources/budget.ts';
import { ByteReader } from '../sources/byteReader.ts';
import { type Compression, expand } from '../sources/expand.ts';
import { limits } from '../sources/limits.ts';
import { FormatNotRead } from '../sources/problems.ts';

interface Magic {
  readonly hex: string;
  readonly is: Compression | undefined;
  readonly name: string;
}

/** What kernels and initramfs generators pack with; those without `is` are told and not unpacked. */
const magics: readonly Magic[] = [
  { hex: '1f8b', is: 'gzip', name: 'gzip' },
  { hex: 'fd377a585a00', is: 'xz', name: 'xz' },
  { hex: '28b52ffd', is: 'zstd', name: 'zstd' },
  { hex: '425a68', is: 'bzip2', name: 'bzip2' },
  { hex: '02214c18', is: undefined, name: 'lz4' },
  { hex: '04224d18', is: undefined, name: 'lz4' },
  { hex: '5d0000', is: undefined, name: 'lzma' },
  { hex: '894c5a4f', is: undefined, name: 'lzo' },
];

/** Bytes of the longest of the magics. */
const longest = 6;

/**
 * What `input` holds once unpacked; the same bytes where it is not packed.
 * Throws `FormatNotRead`, `ArchiveDamaged`, `ArchiveTooLarge`.
 */
export const unpacked = async function* (input: ByteReader): AsyncGenerator<Uint8Array> {
  const head = Buffer.from(await input.peek(longest)).toString('hex');
  const magic = magics.find(({ hex }) => head.startsWith(hex));
  if (magic === undefined) yield* input.chunks();
  else if (magic.is === undefined) throw new FormatNotRead(`${magic.name} data`, 'unpack it first');
  else yield* expand(magic.is, input, new Budget(limits));
};

/** The first `mostBytes` of what the bytes hold once unpacked. Throws as `unpacked` does. */
export const unpackedBytes = async (packed: Uint8Array, mostBytes: number): Promise<Uint8Array> => {
  const one = async function* () {
    yield packed;
  };
  return new ByteReader(unpacked(new ByteReader(one()))).take(mostBytes);
};
