import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kernelAt, releaseOf } from './kernel.ts';

const imageOf = (version: string): Buffer => {
  const bytes = Buffer.alloc(0x400);
  bytes.write('HdrS', 0x202);
  bytes.writeUInt16LE(0x100, 0x20e);
  bytes.write(version, 0x300);
  return bytes;
};

describe('a kernel image', () => {
  test('names its release', () => {
    expect(releaseOf(imageOf('6.1.0-50-cloud-amd64 (debian) #1 SMP'))).toBe('6.1.0-50-cloud-amd64');
    expect(releaseOf(imageOf('7.3.4+deb13-cloud-amd64 #1'))).toBe('7.3.4+deb13-cloud-amd64');
  });

  test('may be cut anywhere', () => {
    const image = imageOf('6.1');
    for (let end = 0; end < 0x300; end++) expect(releaseOf(image.subarray(0, end))).toBeUndefined();
  });

  test('is not any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 1024 }), (bytes) => releaseOf(bytes) === undefined));
  });
});

describe('a kernel by its path', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'enakit-kernel-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (path: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return join(folder, path);
  };

  test.each(['lib/modules/6.1', 'usr/lib/modules/6.1'])('has its modules in %s beside boot', async (modules) => {
    put(`${modules}/kernel/a.ko`, '');
    const kernel = await kernelAt(put('boot/vmlinuz-6.1', imageOf('6.1 #1')));
    expect(kernel).toMatchObject({ release: '6.1', modules: join(folder, modules) });
  });

  test('may lie beside its modules', async () => {
    put('usr/lib/modules/7.3/kernel/a.ko', '');
    const kernel = await kernelAt(put('usr/lib/modules/7.3/vmlinuz', imageOf('7.3 #1')));
    expect(kernel.modules).toBe(join(folder, 'usr/lib/modules/7.3'));
  });

  test('must be a kernel', async () => {
    await expect(kernelAt(put('boot/vmlinuz', 'text'))).rejects.toThrow('is not a kernel image');
    await expect(kernelAt(join(folder, 'none'))).rejects.toThrow('cannot be read');
  });
});
