import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { testNeeding } from '../../test/needs.ts';
import { manual } from './manual.ts';
import { verbs } from './verbs/index.ts';

const page = manual('1.2.3');

describe('manual', () => {
  test('has a section for every verb', () => {
    for (const { name } of verbs) expect(page).toContain(`.SS "ena ${name} `);
  });

  test('has no line that roff would take for an unknown request', () => {
    const requests = new Set([...page.matchAll(/^\.(\S+)/gm)].map(([, request]) => request));
    expect([...requests].sort()).toEqual(['B', 'BR', 'PP', 'SH', 'SS', 'TH', 'TP']);
  });

  testNeeding(['groff'], 'is typeset without a warning', () => {
    const options = ['-man', '-Kutf8', '-Tutf8', '-ww', '-rLL=78n', '-P-cbou'];
    const { stdout, stderr } = spawnSync('groff', options, { input: page, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('EXIT STATUS');
    expect(stdout).toContain('eval "$(ena completion bash)"');
  });
});
