import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { cacheFolder, openCache } from './cache.ts';
import { withFolderLock } from './folderLock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enakit-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fill = (text: string) => async (made: string) => writeFileSync(join(made, 'file'), text);

describe('the cache', () => {
  test('lies where the user has caches', () => {
    expect(cacheFolder({ HOME: '/home/user' })).toBe('/home/user/.cache/enakit');
    expect(cacheFolder({ HOME: '/home/user', XDG_CACHE_HOME: '/fast' })).toBe('/fast/enakit');
    expect(cacheFolder({ HOME: '/home/user', XDG_CACHE_HOME: 'relative' })).toBe('/home/user/.cache/enakit');
  });

  testNeeding(['flock'], 'makes a folder once', async () => {
    const path = await openCache(folder).folderOf('qemu', fill('first'));
    expect(await openCache(folder).folderOf('qemu', fill('second'))).toBe(path);
    expect(readFileSync(join(path, 'file'), 'utf8')).toBe('first');
  });

  testNeeding(['flock'], 'makes it once for all who ask at the same time', async () => {
    let made = 0;
    const asked = Array.from({ length: 5 }, () =>
      openCache(folder).folderOf('qemu', async (draft) => {
        made++;
        await fill('x')(draft);
      }),
    );
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    expect(made).toBe(1);
  });

  testNeeding(['flock'], 'has nothing of what could not be made', async () => {
    const failing = openCache(folder).folderOf('qemu', async (draft) => {
      await fill('half')(draft);
      throw new Error('the network is gone');
    });
    await expect(failing).rejects.toThrow('the network is gone');
    expect(readdirSync(folder)).toEqual([]);
  });

  testNeeding(['flock'], 'clears away what a killed process left', async () => {
    mkdirSync(join(folder, '.draft-dead/half'), { recursive: true });
    await openCache(folder).folderOf('qemu', fill('whole'));
    expect(existsSync(join(folder, '.draft-dead'))).toBe(false);
  });

  testNeeding(['flock'], 'says so where it cannot be locked', async () => {
    const work = withFolderLock(join(folder, 'no/where'), () => Promise.resolve());
    await expect(work).rejects.toThrow('cannot be locked');
  });
});
