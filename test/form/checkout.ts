import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder the project lies in. */
export const root = dirname(dirname(import.meta.dirname));

/** What .gitignore names: made by machines, not by us. */
const made = new Set(['.git', 'node_modules', 'dist', 'man', 'reports', 'coverage', '.stryker-tmp']);

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (made.has(entry.name) || entry.name.endsWith('.tgz')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

/** Every file of the project by its path from the root, with `/` between folders. */
export const files: readonly string[] = walk('').sort();

/** All TypeScript. */
export const typeScript = files.filter((path) => /\.tsx?$/.test(path));

/** The TypeScript that ships: `src` without its tests. */
export const shipped = typeScript.filter((path) => path.startsWith('src/') && !/\.test\.tsx?$/.test(path));

/** Everything written for readers. Fixtures are quotations. */
export const markdown = files.filter((path) => path.endsWith('.md') && !path.startsWith('test/fixtures/'));

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
