import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { Cache } from './cache.ts';
import { readElf } from './elf.ts';
import type { Kernel } from './kernel.ts';

/** Offsets of an x86 boot image since protocol 2.08. Source: Documentation/arch/x86/boot.rst of Linux. */
const image = { setupSectors: 0x1f1, protocol: 0x206, payload: 0x248, payloadBytes: 0x24c } as const;
const sectorBytes = 512;
const oldestProtocol = 0x208;
/** A payload ends with its unpacked size. */
const trailerBytes = 4;
const zstdMagic = 0xfd2f_b528;
const mostBytes = 2 ** 29;

/** What an image unpacks when it starts, where it is packed by zstd. */
export const zstdPayloadOf = (bytes: Uint8Array): Uint8Array | undefined => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.length < image.payloadBytes + 4 || head.readUInt16LE(image.protocol) < oldestProtocol) return undefined;
  const start = ((head[image.setupSectors] || 4) + 1) * sectorBytes + head.readUInt32LE(image.payload);
  const end = start + head.readUInt32LE(image.payloadBytes) - trailerBytes;
  if (end > head.length || end < start + 4 || head.readUInt32LE(start) !== zstdMagic) return undefined;
  return head.subarray(start, end);
};

/** The Xen note that names a kernel's entry for PVH, by which QEMU starts it. Source: xen/include/public/elfnote.h. */
const entryNote = Uint8Array.of(4, 0, 0, 0, 8, 0, 0, 0, 18, 0, 0, 0, 0x58, 0x65, 0x6e, 0);
const hasEntry = (bytes: Uint8Array): boolean =>
  Buffer.from(readElf(bytes)?.section('.notes') ?? []).indexOf(entryNote) >= 0;

/** Absent from the older releases of Node.js we run on. */
const unzstd = zlib.zstdDecompress as typeof zlib.zstdDecompress | undefined;

/**
 * The same kernel as it is once unpacked, kept in the cache: QEMU starts that without a firmware's loader, and an emulated
 * processor takes seconds to unpack it. As it was where it is not packed by zstd, cannot be started so, or
 * cannot be kept.
 */
export const bareKernel = async (cache: Cache, kernel: Kernel): Promise<Kernel> => {
  const payload = unzstd && zstdPayloadOf(await readFile(kernel.image));
  if (unzstd === undefined || payload === undefined) return kernel;
  try {
    const folder = await cache.folderOf(`bare-${kernel.release}`, async (draft) => {
      const bytes = await promisify(unzstd)(payload, { maxOutputLength: mostBytes });
      if (!hasEntry(bytes)) throw new Error('no entry');
      await writeFile(join(draft, 'vmlinux'), bytes);
    });
    return { ...kernel, image: join(folder, 'vmlinux') };
  } catch {
    return kernel;
  }
};
