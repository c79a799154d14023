import { expect, it } from 'vitest';
import { FakeFeed, incidentOf, problemOf } from '../../watch/fakeFeed.ts';
import type { Happening } from '../../watch/happening.ts';
import { createPalette } from '../render/terminal/paint.ts';
import { happeningLine } from './happeningLine.ts';

const line = (happening: Happening): string =>
  happeningLine(
    { ...happening, seq: 1, atMs: Date.UTC(2026, 10, 23, 12, 0, 1, 500) },
    new FakeFeed(),
    createPalette(false),
  );

const problem = problemOf('keep-alive-timeout');

it.each<readonly [Happening, string]>([
  [
    { kind: 'problem-opened', problem },
    'critical  The driver saw no keep-alive from the device (keep-alive-timeout; blame: the ENA device)',
  ],
  [{ kind: 'problem-closed', problem: { ...problem, lastMs: 2500 } }, 'it went on for 2.5 s'],
  [{ kind: 'incident-closed', incident: incidentOf({ durationSeconds: 0.9 }) }, 'reset  recovered after 0.9 s'],
  [{ kind: 'adapter-came', adapter: '0000:00:09.0', interfaces: ['eth9'] }, '0000:00:09.0 (eth9)  adapter  is watched'],
  [
    { kind: 'heartbeat-late', adapter: '0000:00:09.0', silentMs: 2500, watchdogMs: 6000 },
    'late  no keep-alive for 2.5 s; the driver resets it after 6 s',
  ],
  [{ kind: 'blind', what: 'Nothing \u001b[2J is seen.' }, 'note  Nothing \\x1b[2J is seen.'],
  [
    { kind: 'withheld', of: 'x', count: 7, sinceMs: 0, why: 'Because.' },
    '7 more of x were not told one by one. Because.',
  ],
])('%j is told in a line', (happening, expected) => {
  const text = line(happening);
  expect(text).toMatch(/^2026-11-23T12:00:01Z {2}/);
  expect(text).toContain(expected);
});
