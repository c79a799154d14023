import { expect, test } from 'vitest';
import { tallyOf } from './vitestTally.ts';

const file = (status: string, ...tests: [name: string, status: string][]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
});

test('counts tests by how they ended', () => {
  const report = { testResults: [file('failed', ['a', 'passed'], ['b', 'failed'], ['c', 'skipped'], ['d', 'todo'])] };
  expect(tallyOf(report, false)).toEqual({ passed: 1, failed: ['b'], skipped: ['c', 'd'] });
});

test('counts a file that could not be loaded as failed', () => {
  expect(tallyOf({ testResults: [file('failed'), file('passed', ['a', 'passed'])] }, false)).toEqual({
    passed: 1,
    failed: ['a.test.ts'],
    skipped: [],
  });
});

test('takes note of an error outside of every test', () => {
  expect(tallyOf({ testResults: [file('passed', ['a', 'passed'])] }, false).failed).toEqual([
    'an error outside of every test',
  ]);
});
