import { expect, test } from 'vitest';
import { openProgress } from './progress.ts';
import { recordingShell } from './recordingShell.ts';

const clock = () => {
  let nowMs = 0;
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { now: () => new Date(nowMs), pass };
};

test('shows how far reading has come once it takes long, and takes the line away at the end', () => {
  const { err, complained } = recordingShell({ isTerminal: true });
  const { now, pass } = clock();
  const progress = openProgress(err, now, false);
  progress.show({ source: 'dmesg', bytes: 1e6, totalBytes: 4e9 });
  expect(complained()).toBe('');
  pass(1000);
  progress.show({ source: 'dmesg', bytes: 1e9, totalBytes: 4e9 });
  progress.show({ source: 'dmesg', bytes: 1.1e9, totalBytes: 4e9 });
  expect(complained()).toBe('\r\x1b[2Kdmesg: 1.00 GB of 4.00 GB, 25 %');
  progress.close();
  expect(complained()).toMatch(/\x1b\[2K$/);
});

test('knows no share of what has no end', () => {
  const { err, complained } = recordingShell({ isTerminal: true });
  const { now, pass } = clock();
  const progress = openProgress(err, now, false);
  pass(1000);
  progress.show({ source: '-', bytes: 25e6 });
  expect(complained()).toContain('-: 25 MB');
});

test.each([
  ['away from a terminal', false, false],
  ['when asked to be quiet', true, true],
])('is silent %s', (_when, isTerminal, quiet) => {
  const { err, complained } = recordingShell({ isTerminal });
  const { now, pass } = clock();
  const progress = openProgress(err, now, quiet);
  pass(5000);
  progress.show({ source: '-', bytes: 1e9 });
  progress.close();
  expect(complained()).toBe('');
});
