import { describe, expect, test } from 'vitest';
import { definitions, paragraph } from './paragraph.ts';

describe('paragraph', () => {
  test('breaks at spaces, after the indent', () => {
    expect(paragraph('one two three four', 11, '  ')).toBe('  one two\n  three\n  four\n');
  });
});

describe('definitions', () => {
  test('puts the texts in one column', () => {
    expect(
      definitions(
        [
          ['a', 'first'],
          ['bcd', 'second one'],
        ] as const,
        14,
      ),
    ).toBe('  a    first\n  bcd  second\n       one\n');
  });

  test('gives a long label a line of its own', () => {
    const label = 'x'.repeat(40);
    expect(definitions([[label, 'text']], 80)).toBe(`  ${label}\n${' '.repeat(30)}text\n`);
  });
});
