import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, inRange, parseVersion, rangeInWords } from './versions.ts';

const version = (text: string) => parseVersion(text)!;

describe('reading a version', () => {
  test.each([
    ['2.12.0g', [2, 12, 0], 'release'],
    ['1.1.2', [1, 1, 2], 'release'],
    ['v2.17.0g', [2, 17, 0], 'release'],
    ['2.1.0K', [2, 1, 0], 'kernel-module'],
    ['6.12.34-1.amzn2023.x86_64', [6, 12, 34], 'kernel'],
    ['4.19', [4, 19, 0], 'kernel'],
    [' 5.10.198\n', [5, 10, 198], 'kernel'],
  ])('%s', (text, numbers, origin) => {
    expect(parseVersion(text)).toMatchObject({ numbers, origin });
  });

  test.each(['', 'g', '2', 'ena', 'x2.1.0'])('"%s" is none', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  test('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseVersion(text)));
  });
});

test('compares by number, not by letter', () => {
  expect(compareVersions(version('2.9.0'), version('2.10.0'))).toBeLessThan(0);
  expect(compareVersions(version('2.10.0g'), version('2.10.0'))).toBe(0);
  expect(compareVersions(version('3.0.0'), version('2.99.99'))).toBeGreaterThan(0);
});

describe('a range', () => {
  test.each([
    ['2.6.0g', '2.6.0-2.13.0', true],
    ['2.13.0g', '2.6.0-2.13.0', true],
    ['2.13.1g', '2.6.0-2.13.0', false],
    ['2.8.0', '<2.8.1', true],
    ['2.8.1', '<2.8.1', false],
    ['2.9.0', '>=2.9.0', true],
    ['2.8.9', '>=2.9.0', false],
    ['2.8.5', '2.5.0-2.8.2,2.8.5', true],
    ['2.8.4', '2.5.0-2.8.2,2.8.5', false],
    ['2.17.0', '2.17.0', true],
    ['6.12.117', '4.19-6.12', true],
    ['6.13.0', '4.19-6.12', false],
    ['nonsense', '>=1.0.0', false],
  ])('%s in %s: %s', (text, range, held) => {
    expect(inRange(text, range)).toBe(held);
  });

  test('that is none throws, because a programmer wrote it', () => {
    expect(() => inRange('2.0.0', 'latest')).toThrow('is no version range');
  });

  test('is said in words', () => {
    expect(rangeInWords('>=2.0.2')).toBe('since 2.0.2');
    expect(rangeInWords('<1.2.0')).toBe('before 1.2.0');
    expect(rangeInWords('2.5.0-2.8.2,2.8.5')).toBe('2.5.0 to 2.8.2, 2.8.5 only');
  });
});
