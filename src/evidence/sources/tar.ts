import type { ByteReader } from './byteReader.ts';
import { beginsTar } from './magic.ts';
import { ArchiveDamaged } from './problems.ts';

/** A regular file inside an archive. Its bytes must be read, or left, before the next member is asked for. */
export interface ArchiveMember {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const blockBytes = 512;
/** Long names and pax records; more is no name. */
const metadataBytes = 1024 * 1024;

/**
 * The regular files of a tar (v7, ustar, GNU, pax), in order; links, devices and folders are passed over.
 *
 * Written out here instead of taken from tar-stream, because a stream-based extractor fails as a whole as soon as one
 * member is left half-read (a bomb) or the data ends early (a cut upload), and takes what it has buffered with it.
 * Throws `ArchiveDamaged` at a header that is none, and where the archive ends inside a member.
 */
export const tarMembers = async function* (archive: ByteReader): AsyncGenerator<ArchiveMember> {
  let next: { name?: string; sizeBytes?: number } = {};
  for (;;) {
    const block = Buffer.from(await archive.take(blockBytes));
    if (block.length === 0 || block.every((byte) => byte === 0)) return;
    if (!beginsTar(block)) throw new ArchiveDamaged('the tar archive is damaged');
    const header = headerOf(block);
    const sizeBytes = next.sizeBytes ?? header.sizeBytes;
    let leftBytes = Math.ceil(sizeBytes / blockBytes) * blockBytes;

    if (header.type === 'x' || header.type === 'L') {
      const text = Buffer.from(await archive.take(Math.min(header.sizeBytes, metadataBytes)));
      leftBytes = Math.ceil(header.sizeBytes / blockBytes) * blockBytes - text.length;
      next = header.type === 'L' ? { ...next, name: untilNul(text) } : { ...next, ...paxRecords(text) };
    } else if (regular.has(header.type)) {
      const name = next.name ?? header.name;
      next = {};
      let unreadBytes = sizeBytes;
      const chunks = async function* (): AsyncGenerator<Uint8Array> {
        while (unreadBytes > 0) {
          const chunk = await archive.some(unreadBytes);
          if (chunk === undefined) throw new ArchiveDamaged('the tar archive ends early');
          unreadBytes -= chunk.length;
          leftBytes -= chunk.length;
          yield chunk;
        }
      };
      if (!name.endsWith('/')) yield { name, chunks: chunks() };
    } else if (header.type !== 'g' && header.type !== 'K') {
      next = {};
      if (sizeless.has(header.type)) leftBytes = 0;
    }
    for await (const skipped of archive.chunks(leftBytes)) leftBytes -= skipped.length;
    if (leftBytes > 0) throw new ArchiveDamaged('the tar archive ends early');
  }
};

/** Type flags of regular files: of POSIX, of v7, contiguous. */
const regular = new Set(['0', '\0', '7']);
/** Links, devices, folders and pipes: no content follows, whatever size they claim. */
const sizeless = new Set(['1', '2', '3', '4', '5', '6']);

const untilNul = (bytes: Buffer): string => bytes.toString('utf8').split('\0', 1)[0]!;

/** The fields that matter, at the offsets POSIX gives them. */
const headerOf = (block: Buffer): { name: string; sizeBytes: number; type: string } => {
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? untilNul(block.subarray(345, 500)) : '';
  const name = untilNul(block.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    sizeBytes: sizeOf(block.subarray(124, 136)),
    type: block.toString('latin1', 156, 157),
  };
};

/** Octal digits, or GNU's binary form for 8 GiB and more, marked by the highest bit. */
const sizeOf = (field: Buffer): number => {
  if (field[0]! & 0x80) return Number(field.readBigUInt64BE(4) & 0xffff_ffff_ffffn);
  const size = Number.parseInt(untilNul(field).trim() || '0', 8);
  return Number.isNaN(size) ? 0 : size;
};

/** `LENGTH KEY=VALUE\n` records: only a name and a size change how the archive is read. */
const paxRecords = (text: Buffer): { name?: string; sizeBytes?: number } => {
  const found: { name?: string; sizeBytes?: number } = {};
  for (let at = 0; at < text.length; ) {
    const record = /^(\d{1,7}) (path|size)?/.exec(text.toString('latin1', at, at + 16));
    const length = Number(record?.[1] ?? 0);
    if (length === 0) break;
    const value = text.toString('utf8', at, at + length - 1).replace(/^[^=]*=/, '');
    if (record?.[2] === 'path') found.name = value;
    if (record?.[2] === 'size' && /^\d{1,15}$/.test(value)) found.sizeBytes = Number(value);
    at += length;
  }
  return found;
};
