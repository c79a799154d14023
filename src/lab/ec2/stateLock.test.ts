import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockState, StateInUse } from './stateLock.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
const path = join(folder, 'lab.json');
afterAll(() => rmSync(folder, { recursive: true }));

test('a state file has one endpoint at a time', () => {
  const release = lockState(path);
  expect(() => lockState(path)).toThrow(StateInUse);
  release();
  lockState(path)();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['a process that is dead', String(spawnSync('true').pid)],
  ['nobody that can be told', 'x'],
])('a lock of %s keeps nobody away', (_, holder) => {
  writeFileSync(`${path}.lock`, holder);
  lockState(path)();
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is not there is told', () => {
  expect(() => lockState(join(folder, 'none', 'lab.json'))).toThrow('ENOENT');
});
