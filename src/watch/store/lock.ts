import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the lock tells one process from all others, of this boot and others. */
export interface Holder {
  readonly pid: number;
  /** When it was started, in ticks since the boot; absent where there is no /proc. */
  readonly started?: string;
  readonly bootId?: string;
  /** Where its number counts: containers number their processes each for itself. */
  readonly pidNamespace?: string;
}

/** A holder whose life cannot be looked up is alive if it touched its lock within this time. */
const staleAfterMs = 60_000;

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const startOf = (pid: number): string | undefined =>
  // The name, in parentheses, may hold blanks; the start is the 20th field after it.
  attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[19]!);

/** This process. */
export const self = (): Holder => {
  const started = startOf(process.pid);
  const bootId = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const pidNamespace = attempt(() => readlinkSync('/proc/self/ns/pid'));
  return {
    pid: process.pid,
    ...(started !== undefined && { started }),
    ...(bootId !== undefined && { bootId }),
    ...(pidNamespace !== undefined && { pidNamespace }),
  };
};

const isAlive = (holder: Holder, me: Holder, touchedMs: number, nowMs: number): boolean => {
  if (holder.bootId !== me.bootId) return false;
  if (holder.pidNamespace !== me.pidNamespace) return nowMs - touchedMs < staleAfterMs;
  if (holder.started !== undefined) return startOf(holder.pid) === holder.started;
  return attempt(() => process.kill(holder.pid, 0)) === true;
};

/** Somebody else writes there. */
export class StoreTaken extends Error {
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(`${folder} is written by another agent (process ${pid})`);
    this.pid = pid;
  }
}

/** A lock that is held. */
export interface Lock {
  /** Tells those who cannot look this process up that it is alive. */
  touch(nowMs: number): void;
  release(): void;
}

const heldBy = (path: string, text: string): Lock => {
  const isMine = (): boolean => attempt(() => readFileSync(path, 'utf8')) === text;
  return {
    touch: (nowMs) => void attempt(() => isMine() && utimesSync(path, nowMs / 1000, nowMs / 1000)),
    release: () => void attempt(() => isMine() && rmSync(path)),
  };
};

/** Puts a dead holder's lock out of the way, unless somebody else did and holds another by now. */
const putAside = (path: string, dead: string): void => {
  const aside = `${path}.${randomUUID()}`;
  attempt(() => renameSync(path, aside));
  if (attempt(() => readFileSync(aside, 'utf8')) !== dead) attempt(() => linkSync(aside, path));
  rmSync(aside, { force: true });
};

/**
 * Takes a folder for one writer. A lock whose holder is dead, killed with -9 or of an earlier boot, is taken over.
 *
 * @throws StoreTaken, or the system's error
 */
export const takeLock = (folder: string, nowMs: number, me: Holder = self()): Lock => {
  const path = join(folder, 'lock');
  const text = JSON.stringify({ ...me, token: randomUUID() });
  for (let attempts = 0; attempts < 3; attempts++) {
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
      return heldBy(path, text);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const found = attempt(() => ({ text: readFileSync(path, 'utf8'), touchedMs: statSync(path).mtimeMs }));
    if (found === undefined) continue;
    const holder = attempt(() => JSON.parse(found.text) as Holder);
    // Cut off while it was written: nobody got to hold it, unless just now.
    const alive = holder === undefined ? nowMs - found.touchedMs < 1000 : isAlive(holder, me, found.touchedMs, nowMs);
    if (alive) throw new StoreTaken(folder, holder?.pid ?? 0);
    putAside(path, found.text);
  }
  throw new StoreTaken(folder, 0);
};
