import { closeSync, constants, openSync, readSync } from 'node:fs';
import { open, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Awaiter } from '../../native/awaiter.ts';
import { openEthtool } from '../../native/ethtoolIoctl.ts';
import { followProgram } from './followProgram.ts';
import type { Host } from './host.ts';
import { requestDirectly } from './requestDirectly.ts';
import { runProgram } from './runProgram.ts';

export interface RealHostOptions {
  /** Where the file system begins; another one for tests, or for a host mounted into a container. */
  readonly root?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** This machine. */
export const realHost = ({ root = '/', env = process.env }: RealHostOptions = {}): Host => ({
  readFile: async (path, mostBytes) => {
    const file = await open(join(root, path));
    try {
      const pieces: Uint8Array[] = [];
      // Files of /proc and /sys do not tell their size.
      for (let left = mostBytes; left > 0; ) {
        const sizeBytes = Math.min(left, 256 * 1024);
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(sizeBytes), 0, sizeBytes, null);
        if (bytesRead === 0) break;
        pieces.push(buffer.subarray(0, bytesRead));
        left -= bytesRead;
      }
      return Buffer.concat(pieces);
    } finally {
      await file.close();
    }
  },
  readFolder: (path) => readdir(join(root, path)),
  readLink: (path) => readlink(join(root, path)),
  openRecords: (path) => {
    const descriptor = openSync(join(root, path), constants.O_RDONLY | constants.O_NONBLOCK);
    const awaiter = new Awaiter(descriptor);
    let room = Buffer.alloc(0);
    return {
      read: (mostBytes) => {
        if (room.length < mostBytes) room = Buffer.allocUnsafe(mostBytes);
        // A copy: records are short, and a slice would keep all of the room alive.
        return Uint8Array.prototype.slice.call(room, 0, readSync(descriptor, room, 0, mostBytes, null));
      },
      awaited: (limitMs, signal) => awaiter.wait(limitMs, signal),
      close: () => {
        awaiter.close();
        closeSync(descriptor);
      },
    };
  },
  run: (program, args, bounds) => runProgram(program, args, bounds, env),
  openProgram: (program, args) => followProgram(program, args, env),
  openEthtool,
  request: requestDirectly,
  elapsedMs: () => performance.now(),
  sleep: (durationMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, durationMs);
      signal?.addEventListener('abort', stop, { once: true });
    }),
});
