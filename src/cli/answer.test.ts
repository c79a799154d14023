import { expect, test } from 'vitest';
import { ena } from './ena.ts';
import { userErrors } from './errors.ts';
import { recordingShell } from './recordingShell.ts';

const run = async (...args: string[]) => {
  const shell = recordingShell();
  const code = await ena(['explain', ...args], shell);
  return { code, out: shell.printed(), err: shell.complained() };
};

test.each([
  { words: ['wd_expired'], says: 'wd_expired' },
  { words: ['reset', '18'], says: 'reset 18' },
  { words: ['-110'], says: 'ETIMEDOUT' },
  { words: ['ena', '0000:00:07.0', 'eth1:', 'Keep', 'alive', 'watchdog', 'timeout.'], says: 'keep-alive' },
  { words: ['keep-alive-timeout'], says: 'keep-alive-timeout' },
])('explains $words', async ({ words, says }) => {
  const { code, out, err } = await run(...words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(says);
  expect(out.endsWith('\n')).toBe(true);
});

test.each(userErrors)('explains its own error $code', async ({ code, means }) => {
  expect((await run(code)).out.replaceAll(/\s+/g, ' ')).toContain(means);
});

test('gives the nearest known names for an unknown one, and ends as wrong usage', async () => {
  const { code, err } = await run('wd_exipred');
  expect(code).toBe(2);
  expect(err).toContain('nothing known about wd_exipred; did you mean wd_expired?');
});

test('keeps a long pasted text out of its complaint', async () => {
  expect((await run('x'.repeat(100_000))).err.length).toBeLessThan(300);
});

test('lists what it knows, each under its kind', async () => {
  const { code, out } = await run('--list');
  expect(code).toBe(0);
  for (const heading of ['statistic', 'reset reason', 'feature', 'errno', 'error code'])
    expect(out).toMatch(new RegExp(`^${heading}$`, 'm'));
});

test('gives the same as JSON', async () => {
  expect(JSON.parse((await run('--json', 'wd_expired')).out)).toMatchObject([
    { kind: 'statistic', name: 'wd_expired' },
  ]);
  expect(JSON.parse((await run('--list', '--json')).out).length).toBeGreaterThan(100);
});
