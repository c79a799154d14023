import { describe, expect, test } from 'vitest';
import { readWidth, wantsColor } from './appearance.ts';
import { BadValue } from './errors.ts';
import { recordingShell } from './recordingShell.ts';

describe('wantsColor', () => {
  test.each([
    { choice: 'auto', isTerminal: true, env: {}, colored: true },
    { choice: 'auto', isTerminal: false, env: {}, colored: false },
    { choice: 'auto', isTerminal: true, env: { NO_COLOR: '1' }, colored: false },
    { choice: 'auto', isTerminal: true, env: { NO_COLOR: '' }, colored: true },
    { choice: 'auto', isTerminal: true, env: { TERM: 'dumb' }, colored: false },
    { choice: 'always', isTerminal: false, env: { NO_COLOR: '1' }, colored: true },
    { choice: 'never', isTerminal: true, env: {}, colored: false },
  ])('$choice, terminal $isTerminal, $env: $colored', ({ choice, isTerminal, env, colored }) => {
    expect(wantsColor(choice, recordingShell({ isTerminal, env }))).toBe(colored);
  });

  test('knows three choices', () => {
    expect(() => wantsColor('sometimes', recordingShell())).toThrow(BadValue);
  });
});

describe('readWidth', () => {
  const shellOf = (columns: number) => ({ ...recordingShell(), out: { isTerminal: true, columns, write: () => {} } });

  test('takes what is told', () => expect(readWidth('72', shellOf(200))).toBe(72));
  test('follows a terminal as far as lines stay readable', () => {
    expect(readWidth(undefined, shellOf(90))).toBe(90);
    expect(readWidth(undefined, shellOf(300))).toBe(120);
    expect(readWidth(undefined, shellOf(10))).toBe(40);
  });
  test('is 100 where nobody knows', () => expect(readWidth(undefined, recordingShell())).toBe(100));
  test.each(['39', '1001', 'wide', '8e1', '-80', ''])('refuses %j', (told) => {
    expect(() => readWidth(told, shellOf(80))).toThrow(BadValue);
  });
});
