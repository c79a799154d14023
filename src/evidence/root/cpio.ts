import type { ByteReader } from '../sources/byteReader.ts';

const headerBytes = 110;
const padded = (sizeBytes: number): number => (4 - (sizeBytes % 4)) % 4;
const mostNameBytes = 4096;

/** Whether the bytes begin a cpio archive of the form the kernel unpacks. */
export const beginsCpio = (head: Uint8Array): boolean => /^07070[12]/.test(Buffer.from(head).toString('latin1', 0, 6));

/**
 * The names in a cpio archive ("newc"), read to its trailer, and not a byte beyond.
 * Source of the layout: Documentation/driver-api/early-userspace/buffer-format.rst.
 * Ends without a word where the archive ends early or is none: a name seen is in it, one not seen may be.
 * @returns whether the trailer was reached
 */
export const cpioNames = async function* (archive: ByteReader): AsyncGenerator<string, boolean> {
  for (;;) {
    const header = Buffer.from(await archive.take(headerBytes)).toString('latin1');
    if (!/^07070[12][0-9a-fA-F]{104}$/.test(header)) return false;
    const field = (index: number) => Number.parseInt(header.slice(6 + 8 * index, 14 + 8 * index), 16);
    const [sizeBytes, nameBytes] = [field(6), field(11)];
    if (nameBytes === 0 || nameBytes > mostNameBytes) return false;
    const name = Buffer.from(await archive.take(nameBytes))
      .toString('utf8')
      .replace(/\0.*$/s, '');
    await archive.take(padded(headerBytes + nameBytes));
    if (name === 'TRAILER!!!') return true;
    yield name;
    let skippedBytes = 0;
    for await (const chunk of archive.chunks(sizeBytes + padded(sizeBytes))) skippedBytes += chunk.length;
    if (skippedBytes < sizeBytes) return false;
  }
};
