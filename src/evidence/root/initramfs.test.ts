import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpioArchive } from '../../../test/fixtures/roots/cpioArchive.ts';
import { testNeeding } from '../../../test/needs.ts';
import { readInitramfs } from './initramfs.ts';

const microcode = cpioArchive(['kernel/x86/microcode/GenuineIntel.bin'], 'm'.repeat(700));
const root = cpioArchive([
  'init',
  'usr/lib/modules/6.1/kernel/ena.ko.xz',
  'lib/modules/nvme-core.ko',
  'lib/modules/ext4.ko.zst',
  'etc/ena.ko.conf',
]);
const modules = ['ena', 'ext4', 'nvme_core'];

const read = async (...pieces: readonly Uint8Array[]) => {
  const { modules: found, unseen } = await readInitramfs(
    (async function* () {
      yield* pieces;
    })(),
  );
  return { modules: [...found].sort(), unseen };
};

describe('an initramfs', () => {
  it('is listed as it is, without packing', async () => {
    expect(await read(root)).toEqual({ modules, unseen: undefined });
  });

  it('is listed behind microcode and padding', async () => {
    expect(await read(microcode, Buffer.alloc(1024), gzipSync(root))).toEqual({ modules, unseen: undefined });
  });

  for (const [program, args] of [
    ['xz', ['-c', '--check=crc32']],
    ['zstd', ['-c', '-q']],
  ] as const) {
    testNeeding([program], `is listed packed by ${program}`, async () => {
      expect(await read(microcode, execFileSync(program, args, { input: root }))).toEqual({
        modules,
        unseen: undefined,
      });
    });
  }

  it.each([
    ['lz4', '02214c18'],
    ['lzma', '5d000080'],
    ['lzo', '894c5a4f'],
  ])('says so where it is packed by %s', async (name, magic) => {
    expect((await read(microcode, Buffer.from(magic + '00'.repeat(60), 'hex'))).unseen).toContain(name);
  });

  it('is never called whole where it ends early', async () => {
    const packed = gzipSync(root);
    const whole = Buffer.concat([microcode, packed]);
    for (let sizeBytes = 0; sizeBytes < whole.length; sizeBytes += sizeBytes % 97 === 0 ? 1 : 3) {
      const { unseen } = await read(whole.subarray(0, sizeBytes));
      // Cut behind the microcode, or in its padding, there is an archive less, and nothing to tell it by.
      if (Math.abs(sizeBytes - microcode.length + 2) > 2) expect(unseen, `${sizeBytes} bytes`).toBeDefined();
    }
  });

  it('is survived whatever its bytes are', async () => {
    const damage = fc.array(fc.tuple(fc.nat(root.length - 1), fc.nat(255)), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const damaged = Buffer.from(root);
        for (const [at, byte] of changes) damaged[at] = byte;
        expect((await read(damaged)).modules.length).toBeLessThanOrEqual(10);
      }),
    );
  });
});
