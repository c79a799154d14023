import { ByteReader } from './byteReader.ts';
import { ArchiveDamaged, FormatNotRead } from './problems.ts';
import type { ArchiveMember } from './tar.ts';
import { inflateRaw } from './zlibStream.ts';

const signature = { member: 0x04034b50, descriptor: 0x08074b50, directory: 0x02014b50, end: 0x06054b50 } as const;
const method = { stored: 0, deflated: 8 } as const;
const flag = { encrypted: 1, sizeFollows: 8, utf8: 0x800 } as const;
const inExtraField = 0xffffffff;

/**
 * The members of a zip in the order they were written, read from front to back, so that a zip inside another archive
 * or on standard input needs no seeking. The directory at its end is not looked at.
 * Source of the layout: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.9 and 4.5.3.
 * Throws `ArchiveDamaged` where it ends early, `FormatNotRead` at a member whose end cannot be told.
 */
export const zipMembers = async function* (archive: ByteReader): AsyncGenerator<ArchiveMember> {
  for (;;) {
    const head = await archive.peek(4);
    const found = head.length < 4 ? undefined : Buffer.from(head).readUInt32LE(0);
    if (found === signature.directory || found === signature.end) return;
    if (found !== signature.member) {
      await exactly(archive, 4);
      throw new ArchiveDamaged('the zip archive is damaged');
    }
    yield* oneMember(archive, await headerOf(archive));
  }
};

interface Header {
  readonly name: string;
  readonly flags: number;
  readonly packing: number;
  readonly packedBytes: number;
}

const headerOf = async (archive: ByteReader): Promise<Header> => {
  const fixed = await exactly(archive, 30);
  const flags = fixed.readUInt16LE(6);
  const name = (await exactly(archive, fixed.readUInt16LE(26))).toString(flags & flag.utf8 ? 'utf8' : 'latin1');
  const extra = await exactly(archive, fixed.readUInt16LE(28));
  const packedBytes = fixed.readUInt32LE(18);
  return {
    // PowerShell 5 writes backslashes.
    name: name.replaceAll('\\', '/'),
    flags,
    packing: fixed.readUInt16LE(8),
    packedBytes: packedBytes === inExtraField ? largeSize(extra) : packedBytes,
  };
};

const oneMember = async function* (archive: ByteReader, header: Header): AsyncGenerator<ArchiveMember> {
  const encrypted = (header.flags & flag.encrypted) !== 0;
  const inflatable = header.packing === method.deflated && !encrypted;
  if ((header.flags & flag.sizeFollows) !== 0) {
    if (!inflatable) throw new FormatNotRead('a zip archive of this kind');
    yield* memberOfUnknownSize(archive, header.name);
    return;
  }
  let leftBytes = header.packedBytes;
  const packed = async function* (): AsyncGenerator<Uint8Array> {
    while (leftBytes > 0) {
      const chunk = await archive.some(leftBytes);
      if (chunk === undefined) throw new ArchiveDamaged('the zip archive ends early');
      leftBytes -= chunk.length;
      yield chunk;
    }
  };
  const isFile = !header.name.endsWith('/');
  if (isFile && inflatable) yield { name: header.name, chunks: inflateRaw(new ByteReader(packed())) };
  else if (isFile)
    yield { name: header.name, chunks: encrypted || header.packing !== method.stored ? locked() : packed() };
  for await (const _ of packed());
};

/** Only the inflater can tell where such a member ends, so whoever leaves it early loses the rest of the archive. */
const memberOfUnknownSize = async function* (archive: ByteReader, name: string): AsyncGenerator<ArchiveMember> {
  let ended = false;
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield* inflateRaw(archive);
    ended = true;
  };
  yield { name, chunks: chunks() };
  if (!ended) throw new ArchiveDamaged('the zip archive cannot be followed beyond this member');
  await skipDescriptor(archive);
};

const locked = async function* (): AsyncGenerator<Uint8Array> {
  yield* [];
  throw new FormatNotRead('a zip member that is encrypted or packed in a rare way');
};

/** Checksum and sizes behind such a member; the signature is optional, and sizes take 4 or 8 bytes each. */
const skipDescriptor = async (archive: ByteReader): Promise<void> => {
  const ahead = Buffer.from(await archive.peek(28));
  const signed = ahead.length >= 4 && ahead.readUInt32LE(0) === signature.descriptor ? 4 : 0;
  const followed = (at: number): boolean => ahead.length >= at + 2 && ahead.toString('latin1', at, at + 2) === 'PK';
  await archive.take(followed(signed + 12) || !followed(signed + 20) ? signed + 12 : signed + 20);
};

/** The packed size out of a zip64 extra field: the second of its eight-byte numbers. */
const largeSize = (extra: Buffer): number => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1 && at + 20 <= extra.length) return Number(extra.readBigUInt64LE(at + 12));
  }
  throw new ArchiveDamaged('the zip archive is damaged');
};

const exactly = async (archive: ByteReader, count: number): Promise<Buffer> => {
  const bytes = Buffer.from(await archive.take(count));
  if (bytes.length < count) throw new ArchiveDamaged('the zip archive ends early');
  return bytes;
};
