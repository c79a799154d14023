import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { UnscannableFile, unscannable } from './unscannableFile.ts';

/** A file as it was when it was opened: what is appended later is not read. */
export interface FileText {
  readonly path: string;
  /** Shared with the workers, so that all read one file even if another takes its name meanwhile. */
  readonly descriptor: number;
  readonly sizeBytes: number;
}

/** Opens a regular file. Throws {@link UnscannableFile} for anything else: opening a pipe would wait for its writer. */
export const openFileText = (path: string): FileText => {
  try {
    if (!statSync(path).isFile()) throw new UnscannableFile('not-a-file', `${path} is not a regular file.`);
    const descriptor = openSync(path, 'r');
    return { path, descriptor, sizeBytes: fstatSync(descriptor).size };
  } catch (cause) {
    throw unscannable(path, cause);
  }
};

export const closeFileText = ({ descriptor }: FileText): void => closeSync(descriptor);

/**
 * Reads the bytes from `from` to `to` of the file into `memory` at `at`.
 * Throws {@link UnscannableFile} when the file has become shorter or the system fails.
 */
export const readFileText = (
  { path, descriptor }: FileText,
  memory: Uint8Array,
  at: number,
  from: number,
  to: number,
): void => {
  for (let done = 0; from + done < to; ) {
    let got: number;
    try {
      got = readSync(descriptor, memory, at + done, to - from - done, from + done);
    } catch (cause) {
      throw unscannable(path, cause);
    }
    if (got === 0) throw new UnscannableFile('changed', `${path} became shorter while it was read.`);
    done += got;
  }
};
