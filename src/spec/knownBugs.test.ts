import { describe, expect, test } from 'vitest';
import type { EventId } from './events/index.ts';
import { knownBugs, knownBugsShowing, type Seen } from './knownBugs.ts';
import { statistics } from './statistics/index.ts';
import { inRange, parseVersion } from './versions.ts';

const seen = (events: Partial<Record<EventId, number>>, counters: readonly string[] = []): Seen => ({
  events: new Map(Object.entries(events) as [EventId, number][]),
  statistics: new Set(counters),
  frames: new Set(),
});

const showing = (version: string, what: Seen) =>
  knownBugsShowing(parseVersion(version)!, 'linux', what).map(({ name }) => name);

test('names are unique and fit into a finding’s id', () => {
  const names = knownBugs.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
});

test('no bug affects the release that mended it', () => {
  for (const { name, affected, fixedIn } of knownBugs) {
    if (fixedIn) expect(inRange(fixedIn, affected), name).toBe(false);
  }
});

test('every counter among the signs is a statistic', () => {
  const ids = new Set(statistics.map(({ id }) => id));
  for (const { shows } of knownBugs) {
    for (const sign of shows) if ('statistic' in sign) expect(ids, sign.statistic).toContain(sign.statistic);
  }
});

describe('a bug shows', () => {
  const resets = seen({ 'reset-triggered': 3, 'register-read-timeout': 1 });
  test('when the release has it and every sign was seen', () => {
    expect(showing('2.5.0g', resets)).toContain('reset-hammers-dead-device');
  });
  test('not in a release that has it mended', () => {
    expect(showing('2.6.0g', resets)).not.toContain('reset-hammers-dead-device');
  });
  test('not when one of its signs is missing', () => {
    expect(showing('2.5.0g', seen({ 'reset-triggered': 3 }))).not.toContain('reset-hammers-dead-device');
  });
  test('not when a sign was seen too seldom', () => {
    expect(showing('2.1.0g', seen({ 'keep-alive-lost': 2 }))).not.toContain('endless-keep-alive-resets');
    expect(showing('2.1.0g', seen({ 'keep-alive-lost': 3 }))).toContain('endless-keep-alive-resets');
  });
  test('not in a kernel’s own driver, whose number does not tell its fixes', () => {
    expect(showing('2.1.0K', seen({ 'keep-alive-lost': 9 }))).toEqual([]);
    expect(showing('6.12.34', seen({ 'keep-alive-lost': 9 }))).toEqual([]);
  });
});

test('every bug with signs is found by exactly its signs', () => {
  for (const bug of knownBugs.filter(({ shows }) => shows.length > 0)) {
    const version = bug.affected
      .split(',')[0]!
      .replace(/^<.*/, bug.driver === 'freebsd' ? '2.7.0' : '1.0.0')
      .split('-')[0]!;
    const events = new Map(
      bug.shows.flatMap((sign) => ('event' in sign ? [[sign.event, sign.atLeast ?? 1] as const] : [])),
    );
    const counters = new Set(bug.shows.flatMap((sign) => ('statistic' in sign ? [sign.statistic] : [])));
    const frames = new Set(bug.shows.flatMap((sign) => ('frame' in sign ? [sign.frame] : [])));
    const all = { events, statistics: counters, frames };
    expect(knownBugsShowing(parseVersion(version)!, bug.driver, all), bug.name).toContain(bug);
  }
});
