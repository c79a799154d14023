import type { ByteReader } from './byteReader.ts';

/** Something with bytes: a source, a file of a folder, a member of an archive, or what one of them decompresses to. */
export interface Item {
  /** As the report prints it: `bundle.tar.gz:inner/path`. */
  readonly path: string;
  readonly bytes: ByteReader;
  /** Compressions and archives around it. */
  readonly layers: number;
  /** Found in a folder or archive, not named by the user: then being no log is no problem. */
  readonly isMember: boolean;
  /** Where the very same bytes lie on the disk, if they do. */
  readonly file?: { readonly path: string; readonly sizeBytes: number };
}

const longestName = 500;

/** The path of a member, safe to print: names in archives are hostile, and terminals obey control characters. */
export const memberPath = (archive: string, name: string): string =>
  `${archive}:${name
    .slice(0, longestName)
    .replace(/[\x00-\x1f\x7f-\x9f]/g, '?')
    .replace(/^(?:\.?\/)+/, '')}`;
