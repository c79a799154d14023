import { resetReasons } from '../../spec/resetReasons.ts';
import type { Loads } from '../loads.ts';
import type { Pressure } from '../pressure.ts';
import type { Blame } from '../report.ts';
import { counts } from './counted.ts';
import { type Story, starvationMs } from './story.ts';

export interface Blamed {
  readonly blame: Blame;
  readonly knownFrom: string;
}

/** Faults that a starved guest can produce all by itself; a malformed descriptor it cannot. */
const starvable = new Set([1, 2, 3, 10, 14, 15, 18, 20]);

/**
 * Culprit or victim. A reset that a starved CPU or a lack of memory can cause, near a sign of just that, is the
 * guest's; the poller's own age in the driver's lines is the strongest sign.
 */
export const blameFor = (
  story: Story,
  reason: number | undefined,
  { pressure, loads }: { pressure: Pressure; loads: Loads },
): Blamed => {
  const own = ownBlame(reason);
  if (reason !== undefined && !starvable.has(reason)) return own;
  const looked = whereDriverLooked(story, reason);
  if (looked !== undefined) return { blame: 'device', knownFrom: looked };
  if (story.starved !== undefined) {
    const seconds = ((starvationMs(story.starved.values) ?? 0) / 1000).toFixed(1);
    return {
      blame: 'guest-cpu',
      knownFrom: `the poller had not run for ${seconds} s (line ${story.starved.place.line})`,
    };
  }
  const stretch = { stream: story.stream, begin: story.begin.when, end: story.last.when, place: story.begin.place };
  const cpu = pressure.near(stretch, ['cpu']);
  if (cpu !== undefined)
    return { blame: 'guest-cpu', knownFrom: `${cpu.what} beside it (${cpu.place.source}:${cpu.place.line})` };
  const memory = pressure.near(stretch, ['memory']);
  if (memory !== undefined) {
    return {
      blame: 'guest-memory',
      knownFrom: `${memory.what} beside it (${memory.place.source}:${memory.place.line})`,
    };
  }
  const load = loads.worst();
  if (load !== undefined) {
    return {
      blame: 'guest-cpu',
      knownFrom: `${load.what} (${load.place.source}:${load.place.line}), though not proven for that moment`,
    };
  }
  return own;
};

/**
 * Where the driver itself looked into memory for what was overdue and found nothing: no CPU, however stuck, keeps the
 * device from writing there.
 */
const whereDriverLooked = (story: Story, reason: number | undefined): string | undefined => {
  if (reason === 1 && counts(story, 18))
    return 'no keep-alive lay unread: the driver looked, and counts such resets apart';
  if (reason === 2 && (story.causes.has('admin-completion-missing') || story.causes.has('admin-polling-timeout')))
    return 'the completion was not in memory when the driver looked for it';
  if (reason === 3 && story.causes.has('tx-completions-not-posted'))
    return 'the completion queue was empty: the device had posted nothing';
  return undefined;
};

/** Who is to blame for a reason by itself, before anything around it is looked at. */
const ownBlame = (reason: number | undefined): Blamed => {
  const row = reason === undefined ? undefined : resetReasons[reason];
  if (row === undefined) return { blame: 'unknown', knownFrom: 'nothing here tells the cause' };
  return { blame: row.blame === 'none' ? 'unknown' : row.blame, knownFrom: row.blamedBecause };
};
