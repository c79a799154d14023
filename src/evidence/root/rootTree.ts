import { posix } from 'node:path';
import type { Place } from '../observation.ts';
import type { Disk } from './disk.ts';

/** A machine's files, live or mounted somewhere. Nothing in it throws, and nothing leads out of it. */
export interface RootTree {
  /** The path with every link followed inside the tree; undefined where it leads nowhere, in circles, or is refused. */
  resolve(path: string): string | undefined;
  isFolder(path: string): boolean;
  isFile(path: string): boolean;
  /** The names in a folder, sorted; none where there is no such folder. */
  names(path: string): readonly string[];
  /** At most `mostBytes` of a file's beginning. */
  bytes(path: string, mostBytes?: number): Uint8Array | undefined;
  /** Lines of a text file, with `\r` taken off; undefined where it cannot be read. */
  lines(path: string): readonly string[] | undefined;
  stream(path: string): AsyncIterable<Uint8Array>;
  /** A line of a file, as a report quotes it. Lines count from 1. */
  place(path: string, line: number, text: string): Place;
  /** What exists and may not be read. */
  readonly refused: ReadonlySet<string>;
}

/** As many as Linux follows before it says ELOOP. */
const mostLinks = 40;
/** A kernel's `modules.dep` takes a megabyte; configuration is far below. */
const textBytes = 16 * 1024 * 1024;
const mostNames = 20_000;
const quotedCharacters = 500;

const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '');

/**
 * Opens a tree of files as the machine that boots from it sees it: absolute links begin at its root, `..` ends there.
 * @param shown what a report puts in front of a path: where the tree is mounted, or nothing
 */
export const openRoot = (disk: Disk, shown = ''): RootTree => {
  const refused = new Set<string>();

  const attempt = <T>(path: string, what: () => T): T | undefined => {
    try {
      return what();
    } catch (thrown) {
      if (/^(EACCES|EPERM|EIO)$/.test(codeOf(thrown))) refused.add(shown + path);
      return undefined;
    }
  };

  const resolve = (path: string): string | undefined => {
    const left = path.split('/').reverse();
    let at = '/';
    for (let links = 0; left.length > 0; ) {
      const part = left.pop() ?? '';
      if (part === '' || part === '.') continue;
      const next = part === '..' ? posix.dirname(at) : posix.join(at, part);
      const kind = attempt(next, () => disk.kind(next));
      if (kind === undefined || part.includes('\0')) return undefined;
      if (kind !== 'link') {
        at = next;
        continue;
      }
      const target = attempt(next, () => disk.target(next));
      if (target === undefined || ++links > mostLinks) return undefined;
      if (target.startsWith('/')) at = '/';
      left.push(...target.split('/').reverse());
    }
    return at;
  };

  const kindOf = (path: string | undefined) => (path === undefined ? undefined : attempt(path, () => disk.kind(path)));

  const bytes = (path: string, mostBytes = textBytes): Uint8Array | undefined => {
    const real = resolve(path);
    if (real === undefined || kindOf(real) !== 'file') return undefined;
    return attempt(real, () => disk.read(real, mostBytes));
  };

  return {
    resolve,
    refused,
    isFolder: (path) => kindOf(resolve(path)) === 'folder',
    isFile: (path) => kindOf(resolve(path)) === 'file',
    names: (path) => {
      const real = resolve(path);
      if (real === undefined || kindOf(real) !== 'folder') return [];
      return [...(attempt(real, () => disk.names(real)) ?? [])].slice(0, mostNames).sort();
    },
    bytes,
    lines: (path) => {
      const read = bytes(path);
      return read === undefined ? undefined : Buffer.from(read).toString('utf8').split(/\r?\n/);
    },
    async *stream(path) {
      const real = resolve(path);
      if (real !== undefined && kindOf(real) === 'file') yield* disk.stream(real);
    },
    place: (path, line, text) => ({ source: shown + path, line, text: text.trim().slice(0, quotedCharacters) }),
  };
};
