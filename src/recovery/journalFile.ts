import { link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JournalStore } from './journal.ts';
import { readJournal } from './journalShape.ts';
import { JournalUnreadable, JournalUnwritable, RecoveryBusy } from './problems.ts';

/** Where the journal of an instance is kept unless told otherwise: with the user's state, as XDG has it. */
export const journalPath = (instance: string, env: Readonly<Record<string, string | undefined>>): string =>
  join(env.XDG_STATE_HOME || join(env.HOME || homedir(), '.local', 'state'), 'enakit', `${instance}.recovery.json`);

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** Makes a rename outlive a power cut. Some file systems cannot, and say so. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => {});
  await handle.close();
};

const save = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.draft`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw new JournalUnwritable(path, codeOf(error));
  }
};

/** A journal in a file. At its path stands, whatever happens, either the journal before a change or the one after it. */
export const journalFile = (path: string): JournalStore => ({
  load: async () => {
    try {
      return readJournal(await readFile(path, 'utf8'), path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      throw new JournalUnreadable(path, codeOf(error));
    }
  },
  save: (journal) => save(path, `${JSON.stringify(journal, undefined, 2)}\n`),
});

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/**
 * Keeps other processes away from a journal until it is released. What a killed process left behind does not.
 *
 * @throws RecoveryBusy, JournalUnwritable
 */
export const lockJournal = async (path: string): Promise<() => Promise<void>> => {
  const lock = `${path}.lock`;
  const draft = `${lock}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new JournalUnwritable(path, codeOf(error));
  });
  for (;;) {
    try {
      // Linked, not written in place: nobody may find a lock that does not yet say whose it is.
      await writeFile(draft, String(process.pid), { mode: 0o600 });
      await link(draft, lock);
      return () => rm(lock, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw new JournalUnwritable(path, codeOf(error));
    } finally {
      await rm(draft, { force: true });
    }
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (holder > 0 && lives(holder)) throw new RecoveryBusy(path, holder);
    await rm(lock, { force: true });
  }
};
