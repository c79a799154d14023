import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Account } from './world/account.ts';

const format = 'enakit-ec2-lab';
/** Raised whenever an older reader would misunderstand what is written. */
const version = 1;

/** Why a file cannot be gone on from. */
export class StateUnusable extends Error {
  readonly path: string;

  constructor(path: string, why: string) {
    super(why);
    this.path = path;
  }
}

interface Written {
  readonly format: typeof format;
  readonly version: number;
  readonly account: Account;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tables = ['instances', 'volumes', 'snapshots', 'images', 'networkInterfaces'] as const;
const lists = ['groups', 'tokens'] as const;

const isWorld = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.region === 'string' &&
  typeof value.seed === 'number' &&
  typeof value.idsIssued === 'number' &&
  tables.every((table) => isObject(value[table]) && Object.values(value[table]).every(isObject)) &&
  lists.every((list) => Array.isArray(value[list]));

const isAccount = (value: unknown): value is Account =>
  isObject(value) &&
  typeof value.seed === 'number' &&
  isObject(value.worlds) &&
  Object.values(value.worlds).every(isWorld);

const accountOf = (path: string, text: string): Account => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new StateUnusable(path, 'it is damaged or cut off: no whole JSON');
  }
  if (!isObject(value) || value.format !== format) throw new StateUnusable(path, 'it holds something else');
  if (value.version !== version) {
    const age = typeof value.version === 'number' && value.version > version ? 'a newer' : 'another';
    throw new StateUnusable(path, `${age} version of enakit wrote it (format ${JSON.stringify(value.version)})`);
  }
  if (!isAccount(value.account)) throw new StateUnusable(path, 'parts of it are missing');
  return value.account;
};

/** The file in which an account outlives its endpoint. */
export class StateFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * What was saved; undefined where nothing was yet.
   *
   * @throws StateUnusable, and the file is left as it is
   */
  load(): Account | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      throw new StateUnusable(this.path, message);
    }
    return accountOf(this.path, text);
  }

  /**
   * Puts the account in place of what was there, so that whoever reads finds one or the other whole.
   *
   * @throws StateUnusable, and what was there still is
   */
  readonly save = (account: Account): void => {
    const written: Written = { format, version, account };
    const draft = join(dirname(this.path), `.${basename(this.path)}.draft`);
    try {
      const file = openSync(draft, 'w', 0o600);
      try {
        writeFileSync(file, JSON.stringify(written));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, this.path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw new StateUnusable(this.path, (error as Error).message);
    }
  };
}
