import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { bareKernel, zstdPayloadOf } from './bareKernel.ts';
import { openCache } from './cache.ts';
import { elfWith } from './testing/elfWith.ts';

/** A note as a kernel for PVH has it: name and value sizes, type 18, `Xen`, the address. */
const pvhNote = '\x04\0\0\0\x08\0\0\0\x12\0\0\0Xen\0\0\0\0\x01\0\0\0\0';
const vmlinux = elfWith({ sections: { '.notes': pvhNote } });

/** An image with one sector of set-up code, and its payload 16 bytes behind that. */
const imageOf = (payload: Uint8Array, protocol = 0x20f): Buffer => {
  const bytes = Buffer.alloc(1024 + 16 + payload.length + 4);
  bytes[0x1f1] = 1;
  bytes.writeUInt16LE(protocol, 0x206);
  bytes.writeUInt32LE(16, 0x248);
  bytes.writeUInt32LE(payload.length + 4, 0x24c);
  bytes.set(payload, 1024 + 16);
  return bytes;
};
const image = imageOf(zstdCompressSync(vmlinux));

describe('the payload of a kernel image', () => {
  test('is found where its header says', () => {
    expect(Buffer.from(zstdPayloadOf(image)!)).toEqual(zstdCompressSync(vmlinux));
  });

  test('is none where it is packed otherwise, or its header is too old to tell', () => {
    expect(zstdPayloadOf(imageOf(Buffer.from('\x02\x21\x4c\x18 is LZ4', 'latin1')))).toBeUndefined();
    expect(zstdPayloadOf(imageOf(zstdCompressSync(vmlinux), 0x207))).toBeUndefined();
  });

  test('is none in an image that was cut, wherever', () => {
    for (let end = 0; end < image.length - 4; end++) expect(zstdPayloadOf(image.subarray(0, end))).toBeUndefined();
  });

  test('lies within the image, whatever its header claims', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0x250, maxLength: 0x250 }), (header) => {
        const bytes = Buffer.from(image);
        bytes.set(header);
        expect(zstdPayloadOf(bytes)?.length ?? 0).toBeLessThan(bytes.length);
      }),
    );
  });
});

describe('a kernel that is kept unpacked', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'enakit-bare-'));
    mkdirSync(join(folder, 'boot'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const unpack = async (bytes: Uint8Array) => {
    const path = join(folder, 'boot/vmlinuz');
    writeFileSync(path, bytes);
    const kernel = { image: path, release: '7.3', modules: '' };
    return { kernel, bare: await bareKernel(openCache(join(folder, 'cache')), kernel) };
  };

  testNeeding(['flock'], 'is what the image would have unpacked', async () => {
    const { bare } = await unpack(image);
    expect(bare.release).toBe('7.3');
    expect(readFileSync(bare.image)).toEqual(Buffer.from(vmlinux));
  });

  testNeeding(['flock'], 'is left as it was where QEMU could not start it, or it is damaged', async () => {
    for (const payload of [zstdCompressSync(elfWith({})), zstdCompressSync(vmlinux).subarray(0, -9)]) {
      const { kernel, bare } = await unpack(imageOf(payload));
      expect(bare).toEqual(kernel);
    }
    expect(readdirSync(join(folder, 'cache')).filter((entry) => entry.startsWith('bare'))).toEqual([]);
  });
});
