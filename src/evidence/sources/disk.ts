import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a path leads to, links followed. */
export interface DiskEntry {
  readonly kind: 'file' | 'folder' | 'pipe' | 'device';
  readonly sizeBytes: number;
  /** The same for two paths to one file. */
  readonly identity: string;
}

export interface FolderItem {
  readonly name: string;
  readonly isLink: boolean;
}

/** The file system, as far as reading sources needs it. All throw what Node's `fs` throws. */
export interface Disk {
  look(path: string): Promise<DiskEntry>;
  list(folder: string): Promise<readonly FolderItem[]>;
  read(path: string): AsyncIterable<Uint8Array>;
  join(folder: string, name: string): string;
}

const chunkBytes = 256 * 1024;

/** The machine's own file system. */
export const machineDisk: Disk = {
  look: async (path) => {
    const found = await stat(path);
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isFIFO() ? 'pipe' : 'device';
    return { kind, sizeBytes: found.size, identity: `${found.dev}:${found.ino}` };
  },
  list: async (folder) =>
    (await readdir(folder, { withFileTypes: true })).map((item) => ({
      name: item.name,
      isLink: item.isSymbolicLink(),
    })),
  read: async function* (path) {
    const file = await open(path, 'r');
    try {
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(chunkBytes), 0, chunkBytes, null);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  },
  join,
};
