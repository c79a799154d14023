import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
/** Beside the bundle, in the package. */
const packaged = join(here, 'dashboard');
/** In a checkout. */
const root = dirname(dirname(here));
const built = join(root, 'dist/dashboard');

const newestMs = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, { parentPath, name }) => Math.max(newest, statSync(join(parentPath, name)).mtimeMs), 0);

/** What the page is made of; of other folders it takes types only. */
const sources = join(root, 'src/dashboard/page');

const isFresh = (): boolean => {
  const index = join(built, 'index.html');
  if (!existsSync(index)) return false;
  return newestMs(sources) <= statSync(index).mtimeMs;
};

/**
 * The folder of the built page. The package brings it; a checkout builds it when it is first asked for, and whenever its
 * sources changed since.
 *
 * @throws Error with what the build printed, where it fails.
 */
export const builtPage = async (): Promise<string> => {
  if (existsSync(join(packaged, 'index.html'))) return packaged;
  if (!isFresh()) await promisify(execFile)(process.execPath, [join(root, 'scripts/page.ts')], { cwd: root });
  return built;
};
