import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import schema from '../../schema/report-1.schema.json' with { type: 'json' };
import { cases } from '../../test/fixtures/roots/broken.ts';
import { stock } from '../../test/fixtures/roots/stock.ts';
import type { MemoryFiles } from '../evidence/root/memoryDisk.ts';
import { RootNotFound } from './errors.ts';
import { lookAhead } from './lookAhead.ts';
import { recordingShell } from './recordingShell.ts';
import type { PreflightValues } from './verbs/preflight.ts';

const folder = mkdtempSync(join(tmpdir(), 'enakit-preflight-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mounted = (name: string, files: MemoryFiles): string => {
  const root = join(folder, name);
  mkdirSync(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(join(root, path), content);
    else if ('link' in content) symlinkSync(content.link, join(root, path));
  }
  return root;
};

const sound = mounted('sound', stock.amazon2023);
const broken = mounted('broken', cases[0]!.files);
const empty = mounted('empty', {});

const run = async (values: PreflightValues) => {
  const shell = recordingShell();
  return { code: await lookAhead(values, shell), text: shell.printed() };
};

describe('ena preflight', () => {
  it('ends with 0 where the machine comes back, 1 where it may not, 3 where there is none', async () => {
    const codes = [sound, broken, empty].map(async (root) => (await run({ root })).code);
    expect(await Promise.all(codes)).toEqual([0, 1, 3]);
  });

  it('says what to do, in the commands of the distribution', async () => {
    const { text } = await run({ root: broken });
    expect(text).toMatch(/^PROBLEMS +This machine may not come back with its network/);
    expect(text).toContain('apt-get install --reinstall');
    expect(text).toContain('chroot');
  });

  it('prints JSON that its schema describes', async () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    for (const root of [sound, broken, empty]) {
      validate(JSON.parse((await run({ root, json: true })).text));
      expect(validate.errors).toBeNull();
    }
  });

  it('prints Markdown, and writes a web page', async () => {
    const html = join(folder, 'report.html');
    expect((await run({ root: broken, markdown: true, html })).text).toMatch(/^# ENA report: problems/);
    expect(readFileSync(html, 'utf8')).toContain('There is no ena module for this kernel');
  });

  it('changes nothing in what it looks at', async () => {
    const seen = () =>
      readdirSync(broken, { recursive: true, encoding: 'utf8' }).map((path) => [
        path,
        lstatSync(join(broken, path)).mtimeMs,
      ]);
    const before = seen();
    await run({ root: broken });
    expect(seen()).toEqual(before);
  });

  it.each(['none', 'sound/etc/os-release'])('says so where %s is no folder', async (path) => {
    await expect(run({ root: join(folder, path) })).rejects.toThrow(RootNotFound);
  });

  it('looks at this machine where no root is named', async () => {
    expect([0, 1, 3]).toContain((await run({})).code);
  });
});
