import { expect, test } from 'vitest';
import { userErrors } from './errors.ts';

test('every cause has a code of its own and says what it means', () => {
  const codes = userErrors.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, means } of userErrors) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(means).toMatch(/^[A-Z].*\.$/);
  }
});
