import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import type { Reply } from './reply.ts';
import type { Assets } from './sources.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const yearSeconds = 31_536_000;

/** What is built carries a digest in its name: under that name it never changes. */
const isNamedByContent = (path: string): boolean => path.startsWith('/assets/');

/**
 * The files of a built page, read once: what a request names is looked for among them, never on the disk.
 *
 * @throws Error of Node.js where the folder cannot be read.
 */
export const readAssets = (folder: string): Assets => {
  const files = new Map<string, Reply>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = posix.join('/', file.slice(folder.length).replaceAll('\\', '/'));
    const reply: Reply = { status: 200, type, body: readFileSync(file) };
    files.set(path, isNamedByContent(path) ? { ...reply, keepSeconds: yearSeconds } : reply);
  }
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return (path) => files.get(path);
};
