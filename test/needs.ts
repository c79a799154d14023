import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'vitest';

const installed = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const isMet = (need: string): boolean => {
  if (need === 'root') return process.getuid?.() === 0;
  return need.startsWith('/') ? existsSync(need) : installed(need);
};

/**
 * A test that needs programs of the machine, files at absolute paths, or `root`. Where one is missing the test is skipped and its name says for
 * lack of what; on a CI machine (`CI` set) it fails instead, for there nothing may go unlooked at in silence.
 */
export const testNeeding = (needs: readonly string[], name: string, run: () => void | Promise<void>): void => {
  const missing = needs.filter((need) => !isMet(need));
  if (missing.length === 0) {
    test(name, run);
  } else if (process.env.CI) {
    test(name, () => {
      throw new Error(`this machine lacks ${missing.join(', ')}`);
    });
  } else {
    test.skip(`${name} (needs ${missing.join(', ')})`, run);
  }
};
