/** What goes into an archive under a path without a leading slash. Folders above it are added by the writer. */
export type CpioEntry =
  | { readonly path: string; readonly bytes: Uint8Array; readonly isExecutable?: boolean }
  | { readonly path: string; readonly linksTo: string };

const kind = { folder: 0o040000, file: 0o100000, link: 0o120000 } as const;
const magic = '070701';
const trailer = 'TRAILER!!!';

const padded = (sizeBytes: number): number => (sizeBytes + 3) & ~3;

interface Member {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** Header, name and content, each filled up to a multiple of four bytes. */
const memberBytes = ({ path, mode, bytes }: Member, inode: number): Buffer => {
  const name = Buffer.from(`${path}\0`);
  // ino, mode, uid, gid, nlink, mtime, filesize, devmajor, devminor, rdevmajor, rdevminor, namesize, check
  const fields = [inode, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length, 0];
  const header = magic + fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  const contentAt = padded(header.length + name.length);
  const member = Buffer.alloc(contentAt + padded(bytes.length));
  member.write(header, 'latin1');
  name.copy(member, header.length);
  member.set(bytes, contentAt);
  return member;
};

const foldersAbove = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, depth, names) => names.slice(0, depth + 1).join('/'));

const memberOf = (entry: CpioEntry): Member =>
  'linksTo' in entry
    ? { path: entry.path, mode: kind.link | 0o777, bytes: Buffer.from(entry.linksTo) }
    : { path: entry.path, mode: kind.file | (entry.isExecutable ? 0o755 : 0o644), bytes: entry.bytes };

/**
 * An archive in the "new ASCII" format that Linux unpacks as its first file system. The same entries give the same
 * bytes. Source: Documentation/driver-api/early-userspace/buffer-format.rst of Linux.
 */
export const writeCpio = (entries: readonly CpioEntry[]): Buffer => {
  const folders = [...new Set(entries.flatMap(({ path }) => foldersAbove(path)))].sort();
  const members: Member[] = [
    ...folders.map((path) => ({ path, mode: kind.folder | 0o755, bytes: new Uint8Array() })),
    ...entries.map(memberOf),
    { path: trailer, mode: 0, bytes: new Uint8Array() },
  ];
  return Buffer.concat(members.map((member, i) => memberBytes(member, i + 1)));
};
