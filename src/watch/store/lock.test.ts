import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Holder, StoreTaken, self, takeLock } from './lock.ts';
import { happeningOf, StoreFolder } from './storeFolder.ts';

let folder: StoreFolder;
beforeEach(() => {
  folder = new StoreFolder();
});
afterEach(() => folder[Symbol.dispose]());

const held = (holder: Holder): void => writeFileSync(join(folder.path, 'lock'), JSON.stringify(holder));

test('keeps a second writer out, and lets it in afterwards', async () => {
  const first = await folder.open();
  await expect(folder.open()).rejects.toThrow(StoreTaken);
  first.close();
  (await folder.open()).close();
});

test('is taken over from a writer of an earlier boot', () => {
  held({ ...self(), bootId: 'of yesterday' });
  takeLock(folder.path, Date.now()).release();
});

test('is taken over when its number went to another process', () => {
  held({ ...self(), started: '1' });
  takeLock(folder.path, Date.now()).release();
});

test('of another container is held as long as it is touched', () => {
  held({ ...self(), pidNamespace: 'pid:[1]' });
  const nowMs = 1_700_000_000_000;
  utimesSync(join(folder.path, 'lock'), nowMs / 1000, nowMs / 1000);
  expect(() => takeLock(folder.path, nowMs + 59_000)).toThrow(StoreTaken);
  takeLock(folder.path, nowMs + 61_000).release();
});

test('that was cut off while it was written is nobody’s', () => {
  writeFileSync(join(folder.path, 'lock'), '{"pi');
  expect(() => takeLock(folder.path, Date.now())).toThrow(StoreTaken);
  takeLock(folder.path, Date.now() + 2000).release();
});

test('is not released by one that lost it', () => {
  const lost = takeLock(folder.path, 0, { ...self(), bootId: 'of yesterday' });
  const mine = takeLock(folder.path, Date.now());
  lost.release();
  expect(JSON.parse(readFileSync(join(folder.path, 'lock'), 'utf8'))).toMatchObject(self());
  mine.release();
});

test('of a process killed with -9 is taken over, and nothing it wrote is missing', async () => {
  const program = `
    import { HistoryStore } from ${JSON.stringify(join(import.meta.dirname, 'store.ts'))};
    const store = await HistoryStore.open(process.argv[1], { sizeBytes: 1 << 20, now: Date.now, tell() {} });
    const happening = JSON.parse(process.argv[2]);
    for (let seq = 1; seq <= 50; seq++) store.keep({ ...happening, seq });
    console.log('written');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, [
    '--input-type=module',
    '--disable-warning=ExperimentalWarning',
    '-e',
    program,
    folder.path,
    JSON.stringify(happeningOf(0, 1)),
  ]);
  await once(child.stdout, 'data');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  const store = await folder.open();
  expect(await store.newestSeq()).toBe(50);
  store.close();
});
