import { expect, test } from 'vitest';
import { groupRefusals } from './groups.ts';
import { refusals } from './index.ts';

const rows = Object.entries({ ...refusals, ...groupRefusals });

test.each(rows)('%s is a code and one line', (_, refuse) => {
  const error = (refuse as (...of: string[]) => Error & { code: string })('one', 'other', 'third');
  expect(error.code).toBe(refuse.code);
  expect(error.message).toMatch(/^[^\n]{10,}$/);
});

test('nobody may match on the sentence of a start without ENA: it was never seen', () => {
  expect(refusals.enaRequiredOfInstance.seen).toBeUndefined();
});
