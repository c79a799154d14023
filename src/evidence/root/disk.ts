export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/**
 * A file system by absolute paths, of which the last part alone may be a link and is never followed.
 * Everything throws with what the system says (`code`: `ENOENT`).
 */
export interface Disk {
  kind(path: string): EntryKind;
  /** Where a symbolic link points to, as it stands there. */
  target(path: string): string;
  names(path: string): readonly string[];
  /** The beginning of a file, at most `mostBytes` of it. */
  read(path: string, mostBytes: number): Uint8Array;
  /** The whole of a file, piece by piece. */
  stream(path: string): AsyncIterable<Uint8Array>;
}
