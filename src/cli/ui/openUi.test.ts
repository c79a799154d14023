import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FakeFeed } from '../../watch/fakeFeed.ts';
import { openUi } from './openUi.ts';
import type { PageValues } from './pageOptions.ts';

const open = async (values: PageValues) => {
  const written: string[] = [];
  const err = { write: (text: string) => void written.push(text), isTerminal: false };
  const page = await openUi(new FakeFeed(), { ui: true, ...values }, { err });
  const said = written.join('');
  const url = /http:\S+/.exec(said)?.[0] ?? '';
  return { url, said, close: () => page?.close() };
};

const tokenFile = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'ena-ui-')), 'token');
  writeFileSync(path, text);
  return path;
};

describe('--ui', () => {
  test('opens nothing where it is not asked for', async () => {
    expect(await open({ ui: false })).toMatchObject({ said: '' });
  });

  test('serves this machine without a token', async () => {
    const { url, close } = await open({});
    expect((await fetch(new URL('/api/now', url))).status).toBe(200);
    await close();
  });

  test('asks for a token wherever others reach it, and prints a link without it', async () => {
    const { url, close } = await open({ 'ui-listen': '0.0.0.0:0' });
    const { port } = new URL(url);
    expect(url).toMatch(/\/enter\/[\w-]{24}$/);
    expect((await fetch(`http://127.0.0.1:${port}/api/now`)).status).toBe(401);
    await close();
  });

  test('takes the token of a file', async () => {
    const token = 'a-token-long-enough';
    const { url, said, close } = await open({ 'ui-token-file': tokenFile(`${token}\n`) });
    const answer = await fetch(new URL('/api/now', url), { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(said).not.toContain(token);
    await close();
  });

  test.each<PageValues>([
    { 'ui-listen': 'here' },
    { 'ui-listen': '127.0.0.1:99999' },
    { 'ui-listen': '192.0.2.1:0' },
    { 'ui-token-file': '/nowhere' },
    { 'ui-token-file': tokenFile('short') },
  ])('refuses %o', (values) => expect(open(values)).rejects.toMatchObject({ code: 'bad-value' }));
});
