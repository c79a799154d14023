import {
  closeSync,
  constants,
  createReadStream,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Disk } from './disk.ts';

// A path that became a link or a pipe since it was looked at is refused, not followed or waited for.
const safely = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const pieceBytes = 1024 * 1024;

/** The files below `root`, a folder of this machine. */
export const realDisk = (root: string): Disk => ({
  kind: (path) => {
    const entry = lstatSync(join(root, path));
    if (entry.isFile()) return 'file';
    if (entry.isDirectory()) return 'folder';
    return entry.isSymbolicLink() ? 'link' : 'other';
  },
  target: (path) => readlinkSync(join(root, path)),
  names: (path) => readdirSync(join(root, path)),
  read: (path, mostBytes) => {
    const file = openSync(join(root, path), safely);
    try {
      const pieces: Uint8Array[] = [];
      // Files of /sys do not tell their size.
      for (let left = mostBytes; left > 0; ) {
        const piece = Buffer.allocUnsafe(Math.min(left, pieceBytes));
        const sizeBytes = readSync(file, piece);
        if (sizeBytes === 0) break;
        pieces.push(piece.subarray(0, sizeBytes));
        left -= sizeBytes;
      }
      return Buffer.concat(pieces);
    } finally {
      closeSync(file);
    }
  },
  stream: (path) => createReadStream('', { fd: openSync(join(root, path), safely), highWaterMark: pieceBytes }),
});
