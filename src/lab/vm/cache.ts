import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withFolderLock } from './folderLock.ts';

/** Where the lab keeps what it fetched. */
export interface Cache {
  readonly folder: string;
  /**
   * The folder of that name, made by `make` where it is not there yet. It appears whole or not at all, whatever
   * dies meanwhile, and only one process at a time makes.
   */
  folderOf(name: string, make: (folder: string) => Promise<void>): Promise<string>;
}

const draftPrefix = '.draft-';

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

/** The cache of the user of `env`, after the XDG base directory specification. */
export const cacheFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  join(env.XDG_CACHE_HOME?.startsWith('/') ? env.XDG_CACHE_HOME : join(env.HOME ?? homedir(), '.cache'), 'enakit');

export const openCache = (folder: string): Cache => ({
  folder,
  folderOf: async (name, make) => {
    const path = join(folder, name);
    if (await isThere(path)) return path;
    await mkdir(folder, { recursive: true });
    return await withFolderLock(folder, async () => {
      if (await isThere(path)) return path;
      // We hold the lock: whoever left drafts behind is dead.
      const left = (await readdir(folder)).filter((entry) => entry.startsWith(draftPrefix));
      await Promise.all(left.map((entry) => rm(join(folder, entry), { recursive: true, force: true })));
      const draft = await mkdtemp(join(folder, draftPrefix));
      try {
        await make(draft);
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        throw error;
      }
      return path;
    });
  },
});
