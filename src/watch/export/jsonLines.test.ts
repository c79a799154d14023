import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeFeed } from '../fakeFeed.ts';
import { exportJsonLines, lineFile } from './jsonLines.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enakit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('writes a line for each happening', () => {
  const lines: string[] = [];
  const feed = new FakeFeed();
  const end = exportJsonLines(feed, { write: (line) => lines.push(line) });
  feed.tell({ kind: 'blind', what: 'No root,\nno keep-alives.' }, 1);
  end();
  feed.tell({ kind: 'blind', what: 'Never told.' }, 2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(lines[0]!)).toMatchObject({ severity: 'notice', happening: { kind: 'blind', seq: 1 } });
});

test('goes on in a new file when the old one was rotated away', () => {
  const path = join(folder, 'ena.jsonl');
  const sink = lineFile(path, () => {});
  sink.write('1\n');
  renameSync(path, `${path}.1`);
  sink.write('2\n');
  expect(readFileSync(path, 'utf8')).toBe('2\n');
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('1\n');
});

test('tells once that it cannot write, and goes on', () => {
  const told: string[] = [];
  const sink = lineFile(join(folder, 'gone', 'ena.jsonl'), (sentence) => told.push(sentence));
  sink.write('1\n');
  sink.write('2\n');
  expect(told).toEqual([`${join(folder, 'gone', 'ena.jsonl')} takes no lines: ENOENT.`]);
});
