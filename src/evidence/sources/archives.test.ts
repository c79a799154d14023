import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allOf, chunksOf, tarOf, through, zipOf } from '../../../test/fixtures/sources/archives.ts';
import { ByteReader } from './byteReader.ts';
import { type ArchiveMember, tarMembers } from './tar.ts';
import { zipMembers } from './zip.ts';

type Open = (archive: ByteReader) => AsyncGenerator<ArchiveMember>;

const contents = { 'one.txt': 'first\n', 'folder/two.txt': 'x'.repeat(5000), empty: '' };

const read = async (open: Open, bytes: Uint8Array, chunkBytes = 700) => {
  const members: Record<string, string> = {};
  let problem: string | undefined;
  try {
    for await (const { name, chunks } of open(new ByteReader(chunksOf(bytes, chunkBytes)))) {
      members[name] = '';
      for await (const chunk of chunks) members[name] += Buffer.from(chunk).toString();
    }
  } catch (thrown) {
    problem = (thrown as Error).message;
  }
  return { members, problem };
};

const archives: readonly [string, Open, Buffer][] = [
  ['tar', tarMembers, await tarOf(contents)],
  ['zip', zipMembers, zipOf(contents)],
  ['zip written to a pipe', zipMembers, zipOf(contents, true)],
];

describe.each(archives)('%s', (_, open, bytes) => {
  test('gives every file with its content', async () => {
    for (const chunkBytes of [1, 700, bytes.length]) {
      expect(await read(open, bytes, chunkBytes)).toEqual({ members: contents, problem: undefined });
    }
  });

  test('cut anywhere, gives the beginning and never throws anything but a sentence', async () => {
    for (let cut = 0; cut < bytes.length; cut += 13) {
      const { members, problem } = await read(open, bytes.subarray(0, cut));
      expect(problem ?? 'ends early').toMatch(/ends early|damaged/);
      for (const [name, text] of Object.entries(members)) {
        expect(contents[name as keyof typeof contents].startsWith(text)).toBe(true);
      }
    }
  });

  test('survives any damage', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 40 }), async (at, noise) => {
        const damaged = Buffer.from(bytes);
        damaged.set(noise.subarray(0, bytes.length - at), at);
        await read(open, damaged);
      }),
      { numRuns: 200 },
    );
  });
});

describe('tar', () => {
  test('goes on behind a member that was left half-read', async () => {
    const names: string[] = [];
    for await (const { name, chunks } of tarMembers(new ByteReader(chunksOf(await tarOf(contents), 512)))) {
      names.push(name);
      for await (const _ of chunks) break;
    }
    expect(names).toEqual(Object.keys(contents));
  });

  const long = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'f'.repeat(120)}.txt`;
  test.each(['gnu', 'pax', 'ustar', 'v7'])('reads what GNU tar writes as %s', async (format) => {
    const name = format === 'gnu' || format === 'pax' ? long : 'short.txt';
    const script = `d=$(mktemp -d) && cd "$d" && mkdir -p "$(dirname ${name})" && printf hello > ${name} && ln -s ${name} link && tar --format=${format} -cf - . ; rm -r "$d"`;
    const { members, problem } = await read(tarMembers, execFileSync('sh', ['-c', script]));
    expect(problem).toBeUndefined();
    expect(members).toEqual({ [`./${name}`]: 'hello' });
  });
});

describe('zip', () => {
  test('says that an encrypted member is one, and reads the next', async () => {
    const bytes = zipOf({ secret: 'a', open: 'b' });
    bytes.writeUInt16LE(1, 6);
    const told: string[] = [];
    for await (const { chunks } of zipMembers(new ByteReader(chunksOf(bytes)))) {
      told.push(await allOf(chunks).then(String, (problem: Error) => problem.message));
    }
    expect(told).toEqual(['a zip member that is encrypted or packed in a rare way cannot be read here', 'b']);
  });

  test('has nothing in it when it is empty', async () => {
    expect(await read(zipMembers, zipOf({}))).toEqual({ members: {}, problem: undefined });
  });
});

test('the builders of these tests agree with the programs of the system', () => {
  expect(through('tar', ['-tf', '-'], archives[0]![2])?.toString()).toBe(`${Object.keys(contents).join('\n')}\n`);
});
