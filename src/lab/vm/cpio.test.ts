import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeCpio } from './cpio.ts';

interface Member {
  readonly name: string;
  readonly mode: number;
  readonly content: Buffer;
}

/** A second reading of the format, for what the writer wrote. */
const membersOf = (archive: Buffer): Member[] => {
  const members: Member[] = [];
  for (let at = 0; at < archive.length; ) {
    const field = (index: number) =>
      Number.parseInt(archive.toString('latin1', at + 6 + index * 8, at + 14 + index * 8), 16);
    expect(archive.toString('latin1', at, at + 6)).toBe('070701');
    const contentAt = Math.ceil((at + 110 + field(11)) / 4) * 4;
    members.push({
      name: archive.toString('utf8', at + 110, at + 110 + field(11) - 1),
      mode: field(1),
      content: archive.subarray(contentAt, contentAt + field(6)),
    });
    at = Math.ceil((contentAt + field(6)) / 4) * 4;
  }
  return members;
};

const bytes = Buffer.from('text');
const name = fc.stringMatching(/^[a-zé][a-z0-9._-]{0,20}$/u);

describe('an archive', () => {
  test('has the folders above a file, each once, before it', () => {
    const archive = writeCpio([
      { path: 'lib/modules/a.ko', bytes },
      { path: 'lib/b', bytes },
    ]);
    expect(membersOf(archive).map(({ name }) => name)).toEqual([
      'lib',
      'lib/modules',
      'lib/modules/a.ko',
      'lib/b',
      'TRAILER!!!',
    ]);
  });

  test('tells programs from other files, and links from both', () => {
    const archive = writeCpio([
      { path: 'init', bytes, isExecutable: true },
      { path: 'text', bytes },
      { path: 'sh', linksTo: 'busybox' },
    ]);
    expect(membersOf(archive).map(({ mode }) => mode.toString(8))).toEqual(['100755', '100644', '120777', '0']);
    expect(membersOf(archive)[2]?.content.toString()).toBe('busybox');
  });

  test('holds every file as it was, whatever its length and name', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 99 })), { selector: ([path]) => path }),
        (files) => {
          const archive = writeCpio(files.map(([path, content]) => ({ path, bytes: content })));
          const read = membersOf(archive).slice(0, -1);
          expect(read.map(({ name, content }) => [name, Uint8Array.from(content)])).toEqual(files);
        },
      ),
    );
  });
});
