import { expect, test } from 'vitest';
import { keepAliveTimeoutMs, timerIds, timerMeanings, timers } from './timers.ts';
import { inRange } from './versions.ts';

test('the first driver waits 3 s for a keep-alive, all later ones 6 s', () => {
  expect(keepAliveTimeoutMs('1.0.0')).toBe(3000);
  expect(keepAliveTimeoutMs('1.1.2')).toBe(6000);
  expect(keepAliveTimeoutMs('2.17.0g')).toBe(6000);
});

test('a kernel’s own driver and an unknown one wait 6 s', () => {
  expect(keepAliveTimeoutMs('4.9.319')).toBe(6000);
  expect(keepAliveTimeoutMs('1.0.2K')).toBe(6000);
  expect(keepAliveTimeoutMs('6.12.34-1.amzn2023')).toBe(6000);
  expect(keepAliveTimeoutMs(undefined)).toBe(6000);
  expect(keepAliveTimeoutMs('')).toBe(6000);
});

test('DPDK waits 3 s and FreeBSD 6 s', () => {
  expect(keepAliveTimeoutMs('2.14.0', 'dpdk')).toBe(3000);
  expect(keepAliveTimeoutMs('2.8.3', 'freebsd')).toBe(6000);
});

test('every limit is explained, and every explanation has a limit', () => {
  for (const id of timerIds) {
    expect(timerMeanings[id], id).not.toBe('');
    expect(
      timers.some((timer) => timer.id === id),
      id,
    ).toBe(true);
  }
});

test('no release has two values of one limit', () => {
  for (const release of ['1.0.0', '1.1.2', '2.0.2', '2.9.0', '2.10.0', '2.17.0']) {
    for (const id of timerIds) {
      const holding = timers.filter(
        (row) => row.id === id && row.driver === 'linux' && inRange(release, row.releases ?? '>=1.0.0'),
      );
      expect(holding.length, `${id} in ${release}`).toBeLessThanOrEqual(1);
    }
  }
});
