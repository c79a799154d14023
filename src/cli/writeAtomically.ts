import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UnwritableFile } from './errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  ENOSPC: 'the disk is full',
};

/**
 * Writes a file so that at its path stands either what stood there before or all of the new text.
 *
 * @throws UnwritableFile
 */
export const writeAtomically = async (path: string, text: string): Promise<void> => {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UnwritableFile(path, reasons[code] ?? message);
  }
};
