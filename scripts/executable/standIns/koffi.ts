/**
 * Stands in for the package `koffi`: its binary is taken from the executable. The system loads libraries from files
 * only, so it becomes one, in a folder nobody else may enter, until it is loaded. Nothing is kept for a second run,
 * hence nothing that somebody could exchange before it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getRawAsset } from 'node:sea';

type Koffi = typeof import('koffi');

/** Where a program may lie that is to be loaded: any of these may forbid that (`noexec`), or be full, or read-only. */
const folders = [tmpdir(), process.env.XDG_RUNTIME_DIR, '/run', '/dev/shm', '/var/tmp', dirname(process.execPath)];

const loadFrom = (parent: string): Koffi => {
  const folder = mkdtempSync(join(parent, 'ena-'));
  try {
    const file = join(folder, 'koffi.node');
    writeFileSync(file, new Uint8Array(getRawAsset('koffi.node')), { flag: 'wx', mode: 0o600 });
    const loaded = { exports: {} as Koffi };
    process.dlopen(loaded, file);
    return loaded.exports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const loadFromAny = (): Koffi => {
  const refusals: unknown[] = [];
  for (const folder of folders) {
    if (folder === undefined) continue;
    try {
      return loadFrom(folder);
    } catch (refusal) {
      refusals.push(refusal);
    }
  }
  throw refusals[0];
};

export const { load, errno, address, view } = loadFromAny();
