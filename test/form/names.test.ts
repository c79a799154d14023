import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read, typeScript } from './checkout.ts';

const offenders = (pattern: RegExp): string[] =>
  typeScript
    // A declaration file says what others have, in the words there are for it.
    .filter((path) => !path.startsWith('test/form/') && !path.endsWith('.d.ts'))
    .flatMap((path) =>
      read(path)
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );

describe('names', () => {
  test('of files say what they hold', () => {
    const vague = /util|helper|common|manager|misc|shared/i;
    expect(typeScript.filter((path) => vague.test(basename(path)))).toEqual([]);
  });

  test('of functions say what they do', () => {
    expect(offenders(/\b(?:function|const)\s+(?:handle|process)[A-Z]\w*\s*(?:=\s*(?:async\s*)?\(|\()/)).toEqual([]);
  });
});

describe('syntax', () => {
  test('can be erased: no enum, no namespace', () => {
    expect(offenders(/^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?(?:enum|namespace)\s+\w/)).toEqual([]);
  });

  test('exports by name', () => {
    expect(offenders(/^export default (?!defineConfig)/)).toEqual([]);
  });
});

describe('tests', () => {
  test('are neither focused nor waiting for the clock', () => {
    expect(offenders(/\b(?:test|it|describe)\.only\b/)).toEqual([]);
  });
});
