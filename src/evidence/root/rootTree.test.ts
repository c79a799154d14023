import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { type MemoryFiles, memoryDisk } from './memoryDisk.ts';
import { realDisk } from './realDisk.ts';
import { openRoot } from './rootTree.ts';

const tree = (files: MemoryFiles) => openRoot(memoryDisk(files));

describe('a root tree', () => {
  it('begins absolute links at its own root', () => {
    expect(tree({ '/lib': { link: '/usr/lib' }, '/usr/lib/x': 'here' }).lines('/lib/x')).toEqual(['here']);
  });

  it('ends at its root: nothing lies above', () => {
    expect(tree({ '/etc/passwd': 'inside', '/a/b': { link: '../../../../etc/passwd' } }).lines('/a/b')).toEqual([
      'inside',
    ]);
    expect(tree({ '/etc/passwd': 'inside' }).resolve('/../../etc/../etc/passwd')).toBe('/etc/passwd');
  });

  it('leads nowhere by links in a circle', () => {
    const circle = tree({ '/a': { link: '/b' }, '/b': { link: 'a' }, '/c': { link: 'c/c' } });
    expect(['/a', '/b', '/c', '/a/x'].map((path) => circle.resolve(path))).toEqual(Array(4).fill(undefined));
  });

  it('has nothing where a file is used as a folder, and a folder as a file', () => {
    const one = tree({ '/a/b': 'text' });
    expect([one.names('/a/b'), one.lines('/a'), one.lines('/a/b/c'), one.names('/none')]).toEqual([
      [],
      undefined,
      undefined,
      [],
    ]);
  });

  it('remembers what it may not read', () => {
    const one = openRoot(memoryDisk({ '/secret': { refused: 'EACCES' } }), '/mnt');
    expect(one.lines('/secret')).toBeUndefined();
    expect([...one.refused]).toEqual(['/mnt/secret']);
  });

  it('survives every web of links', () => {
    const name = fc.constantFrom('a', 'b', 'c', '..', '.', '');
    const path = fc.array(name, { maxLength: 5 }).map((parts) => parts.join('/'));
    const links = fc.dictionary(fc.constantFrom('/a', '/b', '/c/a', '/c/b'), fc.tuple(fc.boolean(), path));
    fc.assert(
      fc.property(links, path, (web, asked) => {
        const files = Object.entries(web).map(([at, [absolute, to]]) => [at, { link: (absolute ? '/' : '') + to }]);
        const real = tree(Object.fromEntries(files)).resolve(`/${asked}`);
        expect(real ?? '/').toMatch(/^\//);
      }),
    );
  });
});

describe('a tree on a real disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'enakit-root-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const outside = join(folder, 'outside');
  const root = join(folder, 'root');
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(outside, 'a secret');
  writeFileSync(join(root, 'etc/large'), 'x'.repeat(5_000_000));
  symlinkSync('../../outside', join(root, 'etc/relative'));
  symlinkSync(outside, join(root, 'etc/absolute'));
  const real = openRoot(realDisk(root), root);

  it('is not left by a link', () => {
    expect([real.lines('/etc/relative'), real.lines('/etc/absolute'), real.lines('/../outside')]).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('reads no more of a file than asked for', () => {
    expect(real.bytes('/etc/large', 1_500_000)?.length).toBe(1_500_000);
  });

  it('gives a file piece by piece', async () => {
    let sizeBytes = 0;
    for await (const piece of real.stream('/etc/large')) sizeBytes += piece.length;
    expect(sizeBytes).toBe(5_000_000);
  });

  testNeeding(['mkfifo'], 'does not wait for a pipe', async () => {
    const { execFileSync } = await import('node:child_process');
    execFileSync('mkfifo', [join(root, 'etc/pipe')]);
    expect(real.lines('/etc/pipe')).toBeUndefined();
  });
});
