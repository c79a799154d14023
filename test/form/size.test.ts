import { describe, expect, test } from 'vitest';
import { read, shipped, typeScript } from './checkout.ts';

/** Rows of facts, one a line: long because there is much to know. */
const isTable = (path: string): boolean => path.startsWith('src/spec/') && !path.endsWith('.test.ts');

const linesOf = (path: string): number => read(path).trimEnd().split('\n').length;

describe('files', () => {
  test('have at most 250 lines unless they are tables', () => {
    const long = typeScript.filter((path) => !isTable(path)).map((path) => ({ path, lines: linesOf(path) }));
    expect(long.filter(({ lines }) => lines > 250)).toEqual([]);
  });

  test('have 80 lines at the median', () => {
    const lines = shipped.map(linesOf).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(80);
  });
});
