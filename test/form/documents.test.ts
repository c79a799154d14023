import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { files, markdown, read, root } from './checkout.ts';

const prose = (path: string): string => read(path).replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '');

/** A heading's anchor as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (path: string): string[] => [
  ...[...prose(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)),
  ...[...prose(path).matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, anchor = '']) => anchor),
];

const exists = (path: string): boolean => existsSync(join(root, path));

/** Paths of this project that a text names: `src/cli/main.ts`, `test/fixtures/`, with a `*` for any name. */
const pathsIn = (text: string): string[] =>
  (text.match(/(?<![\w./@-])(?:src|test|bench|docs|schema|scripts|bin|examples|\.ci)\/[\w./*{},-]*/g) ?? [])
    .map((path) => path.replace(/[.,]+$/, ''))
    .map((path) => path.replace(/[^/]*[*{].*$/, ''));

describe('documents', () => {
  test.each(markdown)('%s links to what exists', (path) => {
    const broken = [...prose(path).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#');
        const place = file === '' ? path : posix.join(posix.dirname(path), file);
        if (!exists(place)) return true;
        return anchor !== undefined && place.endsWith('.md') && !anchorsOf(place).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  test.each(markdown.filter((path) => path !== 'CHANGELOG.md'))('%s names paths that exist', (path) => {
    expect(pathsIn(read(path)).filter((named) => !exists(named))).toEqual([]);
  });

  test('are all there', () => {
    const wanted = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE'];
    expect(wanted.filter((path) => !files.includes(path))).toEqual([]);
  });
});

describe('no file', () => {
  test('tells of the machine it was written on', () => {
    // Fixtures and examples quote other people's machines.
    const ours = files.filter((path) => !/^(test\/fixtures|examples)\//.test(path));
    // Put together here, so that this file does not name what it looks for.
    const homes = ['work/(?:main|shared)', 'Users/\\w', 'home/(?!ec2-user|ubuntu|user)\\w'].join('|');
    const machine = new RegExp(`(?<![\\w.])/(?:${homes})`);
    expect(ours.filter((path) => machine.test(read(path)))).toEqual([]);
  });
});
