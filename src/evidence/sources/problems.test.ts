import { expect, test } from 'vitest';
import * as problems from './problems.ts';

type Make = new (what: never) => problems.SourceProblem;

const isClass = (item: unknown): item is Make =>
  typeof item === 'function' && item.prototype instanceof problems.SourceProblem;

const classes: readonly Make[] = Object.values<unknown>(problems).filter(isClass);

test('every problem has a code of its own, and is one sentence', () => {
  const all = classes.map((Problem) => new Problem('something' as never));
  expect(new Set(all.map(({ code }) => code)).size).toBe(classes.length);
  for (const { code, sentence } of all) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(sentence).toMatch(/^[^.\n]+: [^.\n]+$/);
  }
});

test.each([
  ['ENOENT', 'source-not-found'],
  ['EACCES', 'source-unreadable'],
  ['ERR_INVALID_ARG_TYPE', 'reader-defect'],
])('reads %s of the system as %s', (code, expected) => {
  expect(problems.problemOf(Object.assign(new Error('no'), { code })).code).toBe(expected);
});
