import { posix } from 'node:path';
import type { Place } from '../observation.ts';
import { problemOf } from '../sources/problems.ts';
import { type KernelModule, readKernelModule } from './kernelModule.ts';
import type { RootTree } from './rootTree.ts';
import { unpackedBytes } from './unpack.ts';

/** A module's file and what it says of itself. */
export interface ModuleFile {
  readonly path: string;
  readonly place: Place;
  /** Absent where the file is no module, or could not be unpacked. */
  readonly content?: KernelModule;
  /** Why its content is not known, as a clause. */
  readonly unread?: string;
}

/** Amazon's driver with all debug information takes 10 MiB. */
const mostBytes = 64 * 1024 * 1024;

/** Whether a path names the file of `module`, packed or not. */
export const isFileOf = (path: string, module: string): boolean =>
  new RegExp(`^${module}\\.ko(?:\\.(?:xz|zst|gz))?$`).test(posix.basename(path));

/** Reads a module's file, unpacked where it is packed. Never rejects. */
export const readModuleFile = async (tree: RootTree, path: string): Promise<ModuleFile> => {
  const told = { path, place: tree.place(path, 1, posix.basename(path)) };
  const packed = tree.bytes(path, mostBytes);
  if (packed === undefined) return { ...told, unread: 'it may not be read' };
  try {
    const content = readKernelModule(await unpackedBytes(packed, mostBytes));
    return content === undefined ? { ...told, unread: 'it is no kernel module' } : { ...told, content };
  } catch (thrown) {
    return { ...told, unread: problemOf(thrown).message };
  }
};
