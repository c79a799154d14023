import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getAssetKeys, getRawAsset } from 'node:sea';

const prefix = 'dashboard/';

/** The page's files, out of the executable, in a folder that goes with the process. */
export const builtPage = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'ena-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const key of getAssetKeys().filter((name) => name.startsWith(prefix))) {
    const file = join(folder, key.slice(prefix.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, new Uint8Array(getRawAsset(key)));
  }
  return folder;
};
