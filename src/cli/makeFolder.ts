import { mkdir } from 'node:fs/promises';
import { UnwritableFile } from './errors.ts';

/** Makes a folder, and those above it, where it is not there. @throws UnwritableFile */
export const makeFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true }).catch((error: Error) => {
    throw new UnwritableFile(path, error.message);
  });
};
