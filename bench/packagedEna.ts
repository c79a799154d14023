import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Builds the package and returns the command that runs its `ena`, as `npx` would. */
export const packagedEna = (): [program: string, bundle: string] => {
  execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] });
  return [process.execPath, join(root, 'dist/ena.js')];
};
