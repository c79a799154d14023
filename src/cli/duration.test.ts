import { expect, test } from 'vitest';
import { readDurationMs } from './duration.ts';
import { BadValue } from './errors.ts';

test.each([
  ['10s', 10_000],
  ['10', 10_000],
  ['500ms', 500],
  ['1.5m', 90_000],
  ['2min', 120_000],
  ['24h', 86_400_000],
])('%s is %i ms', (text, durationMs) => {
  expect(readDurationMs('--for', text)).toBe(durationMs);
});

test.each(['', '0s', '-1s', '25h', 's', '1 s', '1e3s', '10d', 'NaN', '9'.repeat(400)])('%j is refused', (text) => {
  expect(() => readDurationMs('--for', text)).toThrow(BadValue);
});
