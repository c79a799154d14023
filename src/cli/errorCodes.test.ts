import { expect, test } from 'vitest';
import * as problems from '../evidence/sources/problems.ts';
import { servedProblems } from '../lab/served/problems.ts';
import { machineProblems } from '../lab/vm/problems.ts';
import { recoveryProblems } from '../recovery/problems.ts';
import { fleetProblems } from '../watch/fleet/problems.ts';
import { cloudRows } from './cloud/cloudErrors.ts';
import { errorCodes } from './errorCodes.ts';
import { userErrors } from './errors.ts';
import { watchErrors } from './watch/watchErrors.ts';

test('every cause of a problem is told once', () => {
  const classes = Object.values(problems).filter(
    (one) => typeof one === 'function' && one.prototype instanceof problems.SourceProblem,
  );
  const codes = errorCodes.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toHaveLength(
    [
      ...userErrors,
      ...watchErrors,
      ...machineProblems,
      ...servedProblems,
      ...fleetProblems,
      ...recoveryProblems,
      ...cloudRows,
      ...classes,
    ].length,
  );
});
