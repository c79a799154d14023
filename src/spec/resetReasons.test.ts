import { expect, test } from 'vitest';
import { resetReasons, sentReason } from './resetReasons.ts';
import { statistics } from './statistics/index.ts';

test('row n is reason n, from 0 to 20', () => {
  expect(resetReasons.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, number) => number));
});

test('the counter of each reason is a statistic, no two share one', () => {
  const counters = resetReasons.flatMap(({ counter }) => (counter ? [counter.statistic] : []));
  expect(new Set(counters).size).toBe(counters.length);
  for (const counter of counters)
    expect(
      statistics.map(({ id }) => id),
      counter,
    ).toContain(counter);
});

test('every reason says what it means and why the blame falls where it does', () => {
  for (const { name, meaning, blamedBecause } of resetReasons) {
    expect(meaning.length, name).toBeGreaterThan(20);
    expect(blamedBecause.length, name).toBeGreaterThan(10);
  }
});

test('reason 18 is the guest’s, not the device’s', () => {
  expect(resetReasons[18]?.blame).toBe('guest-cpu');
});

test('a device without extended reasons is sent 13 for what it cannot understand', () => {
  expect(sentReason(18, false)).toBe(13);
  expect(sentReason(18, true)).toBe(18);
  expect(sentReason(15, false)).toBe(15);
});
