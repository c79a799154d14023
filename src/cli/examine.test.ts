import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ena } from './ena.ts';
import { recordingShell } from './recordingShell.ts';

const examples = join(import.meta.dirname, '../../examples');
const reset = join(examples, 'keep-alive-reset-2016.log');
const healthy = join(examples, 'statistics-healthy.txt');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enakit-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = async (args: readonly string[], input: readonly Uint8Array[] = []) => {
  const shell = recordingShell({ input });
  const code = await ena(['doctor', ...args], shell);
  return { code, out: shell.printed(), err: shell.complained() };
};

test('ends with 1 where a log shows problems, and with 0 where it shows none', async () => {
  expect(await run([reset])).toMatchObject({ code: 1, out: expect.stringContaining('keep-alive-timeout'), err: '' });
  expect(await run([healthy])).toMatchObject({ code: 0, err: '' });
});

test('ends with 3 where nothing could be read, or nothing of it is about ENA', async () => {
  const unlike = join(folder, 'poem.txt');
  await writeFile(unlike, 'Two roads diverged in a yellow wood,\nAnd sorry I could not travel both\n');
  expect((await run([unlike])).code).toBe(3);
  const missing = await run([join(folder, 'none')]);
  expect(missing.code).toBe(3);
  expect(missing.out).toContain('no such file');
});

test('judges what it can read beside what it cannot', async () => {
  expect((await run([join(folder, 'none'), reset])).code).toBe(1);
});

test('reads standard input', async () => {
  const { code, out } = await run(['--json', '-'], [await readFile(reset)]);
  expect(code).toBe(1);
  expect(JSON.parse(out).sources).toMatchObject([{ path: '-', kind: 'kernel-log' }]);
});

test('prints the form that was asked for', async () => {
  expect(JSON.parse((await run([reset, '--json'])).out)).toMatchObject({
    schema: 'enakit/report/1',
    verdict: 'problems',
  });
  expect((await run([reset, '--markdown'])).out).toMatch(/^#/);
  expect((await run([reset, '--html', '-'])).out).toMatch(/^<!doctype html>/i);
});

test('writes a page beside the report and says where', async () => {
  const page = join(folder, 'report.html');
  const { code, out, err } = await run([reset, '--html', page]);
  expect({ code, err }).toEqual({ code: 1, err: `The report stands in ${page}\n` });
  expect(out).toContain('PROBLEMS');
  expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>/i);
});

test('ends with 3 where the page cannot be written', async () => {
  const { code, err } = await run([reset, '--html', join(folder, 'none', 'report.html')]);
  expect(code).toBe(3);
  expect(err).toContain('its folder does not exist [unwritable-file]');
});

test('keeps to the width it is told', async () => {
  const { out } = await run([reset, '--width', '60']);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
});

test('is coloured only where asked for', async () => {
  expect((await run([reset])).out).not.toContain('\x1b');
  expect((await run([reset, '--color', 'always'])).out).toContain('\x1b[');
});
