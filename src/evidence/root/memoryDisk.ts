import { posix } from 'node:path';
import type { Disk } from './disk.ts';

/** What stands at a path: text or bytes of a file, where a link points to, or the code that reading it fails with. */
export type Content = string | Uint8Array | { readonly link: string } | { readonly refused: string };

/** Files by absolute path; the folders above them come by themselves. A path that ends in `/` is an empty folder. */
export type MemoryFiles = Readonly<Record<string, Content>>;

const failure = (code: string): Error => Object.assign(new Error(code), { code });
const isBytes = (content: Content): content is string | Uint8Array =>
  typeof content === 'string' || content instanceof Uint8Array;

/** A disk made up for a test. */
export const memoryDisk = (files: MemoryFiles): Disk => {
  const folders = new Map<string, Set<string>>([['/', new Set()]]);
  for (const path of Object.keys(files)) {
    for (let at = path.replace(/\/$/, ''); at !== '/'; at = posix.dirname(at)) {
      const above = posix.dirname(at);
      if (!folders.has(above)) folders.set(above, new Set());
      folders.get(above)?.add(posix.basename(at));
      if (at === path.slice(0, -1)) folders.set(at, folders.get(at) ?? new Set());
    }
  }
  const bytes = (path: string): Uint8Array => {
    const content = files[path] ?? { refused: 'ENOENT' };
    if (!isBytes(content)) throw failure('refused' in content ? content.refused : 'ELOOP');
    return Buffer.from(content as string);
  };
  return {
    kind: (path) => {
      if (folders.has(path)) return 'folder';
      const content = files[path];
      if (content === undefined) throw failure('ENOENT');
      return isBytes(content) || 'refused' in content ? 'file' : 'link';
    },
    target: (path) => {
      const content = files[path];
      if (content === undefined || isBytes(content) || !('link' in content)) throw failure('EINVAL');
      return content.link;
    },
    names: (path) => [...(folders.get(path) ?? [])],
    read: (path, mostBytes) => bytes(path).subarray(0, mostBytes),
    async *stream(path) {
      yield bytes(path);
    },
  };
};
