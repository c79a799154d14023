import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UnwritableFile } from './errors.ts';
import { writeAtomically } from './writeAtomically.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enakit-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('writes the text and leaves nothing else behind', async () => {
  const path = join(folder, 'report.html');
  await writeFile(path, 'what stood there before');
  await writeAtomically(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['report.html']);
});

test('says why it could not, and leaves no draft', async () => {
  await expect(writeAtomically(folder, 'new')).rejects.toThrow(new UnwritableFile(folder, 'it is a folder'));
  const lost = join(folder, 'none', 'report.html');
  await expect(writeAtomically(lost, 'new')).rejects.toThrow(new UnwritableFile(lost, 'its folder does not exist'));
  expect(await readdir(folder)).toEqual([]);
});
