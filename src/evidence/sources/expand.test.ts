import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chunksOf, logOf, through } from '../../../test/fixtures/sources/archives.ts';
import { Budget } from './budget.ts';
import { ByteReader } from './byteReader.ts';
import { type Compression, expand } from './expand.ts';
import { limits } from './limits.ts';

const log = Buffer.from(logOf(5000));
const packed: readonly (readonly [Compression, Buffer | undefined])[] = [
  ['gzip', gzipSync(log)],
  ['zstd', zstdCompressSync(log)],
  ['xz', through('xz', ['-c'], log)],
  ['bzip2', through('bzip2', ['-c'], log)],
];

const read = async (compression: Compression, bytes: Uint8Array, chunkBytes?: number, budget = new Budget(limits)) => {
  const kept: Uint8Array[] = [];
  try {
    for await (const chunk of expand(compression, new ByteReader(chunksOf(bytes, chunkBytes)), budget))
      kept.push(chunk);
  } catch (problem) {
    return { kept: Buffer.concat(kept), problem: (problem as Error).message };
  }
  return { kept: Buffer.concat(kept), problem: undefined };
};

describe.each(packed.filter(([, bytes]) => bytes !== undefined) as [Compression, Buffer][])('%s', (name, bytes) => {
  test('gives back what was packed, however it comes in', async () => {
    for (const chunkBytes of [1, 1000, bytes.length]) {
      expect((await read(name, bytes, chunkBytes)).kept.equals(log)).toBe(true);
    }
  });

  test('reads several streams in a row', async () => {
    const { kept, problem } = await read(name, Buffer.concat([bytes, bytes]));
    expect(problem).toBeUndefined();
    expect(kept.equals(Buffer.concat([log, log]))).toBe(true);
  });

  test('keeps what came before a cut, and says that there is one', async () => {
    const { kept, problem } = await read(name, bytes.subarray(0, bytes.length * 0.9));
    expect(problem).toMatch(/ends early$/);
    expect(kept.equals(log.subarray(0, kept.length))).toBe(true);
    if (name !== 'bzip2') expect(kept.length).toBeGreaterThan(log.length / 4);
  });

  test('survives damage at any place', async () => {
    for (let at = 20; at < bytes.length; at += Math.ceil(bytes.length / 30)) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 0x5a;
      const { kept, problem } = await read(name, damaged);
      expect(problem !== undefined || kept.length <= log.length).toBe(true);
    }
  });
});

describe('bounds', () => {
  test('stop what grows out of proportion', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const { kept, problem } = await read('gzip', bomb, undefined, new Budget({ ...limits, anyRatioBytes: 1_000_000 }));
    expect(problem).toBe('it expands more than 1000 times');
    expect(kept.length).toBeLessThan(40 * 1024 * 1024);
  });

  test('stop a source that is small but expands to much in all', async () => {
    const budget = new Budget({ ...limits, sourceRatioFreeBytes: 100_000 });
    expect((await read('gzip', gzipSync(log), undefined, budget)).problem).toMatch(/more than can be read/);
  });

  test('let an honest log pass', async () => {
    const repeats = Buffer.from('[1.0] ena eth0: the same line again and again\n'.repeat(200_000));
    expect((await read('gzip', gzipSync(repeats))).problem).toBeUndefined();
  });
});
