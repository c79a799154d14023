import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Another endpoint goes by the file. */
export class StateInUse extends Error {
  readonly pid: number;

  constructor(path: string, pid: number) {
    super(`process ${pid} keeps its account in ${path}`);
    this.pid = pid;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

const holderOf = (lock: string): number => {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
};

/** Whether the lock could be taken. Linked, not written in place: nobody may find one that does not yet say whose it is. */
const take = (lock: string): boolean => {
  const draft = `${lock}.${process.pid}`;
  try {
    writeFileSync(draft, String(process.pid), { mode: 0o600 });
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/**
 * Keeps other endpoints away from a state file: of two, each would undo what the other wrote. What a killed one left
 * behind keeps nobody away.
 *
 * @returns what releases it
 * @throws StateInUse, or the error of the file system
 */
export const lockState = (path: string): (() => void) => {
  const lock = `${path}.lock`;
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (holder > 0 && lives(holder)) throw new StateInUse(path, holder);
    rmSync(lock, { force: true });
  }
  return () => rmSync(lock, { force: true });
};
