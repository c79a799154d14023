import { closeSync, constants, mkdirSync, openSync, rmdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What is changed in the kernel's tracing; all else is only read. Everything throws what the system says. */
export interface TraceControl {
  /** Adds a line to a file, which is never cut: the probes of others stand in it too. */
  write(path: string, line: string): void;
  makeFolder(path: string): void;
  removeFolder(path: string): void;
}

/** @param root where the file system begins */
export const realTraceControl = (root = '/'): TraceControl => ({
  write: (path, line) => {
    const descriptor = openSync(join(root, path), constants.O_WRONLY | constants.O_APPEND);
    try {
      writeSync(descriptor, `${line}\n`);
    } finally {
      closeSync(descriptor);
    }
  },
  makeFolder: (path) => mkdirSync(join(root, path)),
  removeFolder: (path) => rmdirSync(join(root, path)),
});
