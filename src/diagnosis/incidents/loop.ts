import type { Place } from '../../evidence/observation.ts';
import { roundSeconds, secondsBetween } from '../moment.ts';
import type { Story } from './story.ts';

/** Resets of one cause that follow each other so closely that resetting cannot be said to help. */
export interface Loop {
  readonly stories: readonly Story[];
  readonly cause: string;
  readonly periodSeconds?: number;
}

/** Three in a row are no accident any more; two may be one fault and its echo. */
const fewest = 3;
/** A cured adapter runs for days; ten minutes covers a loop slowed by postponed resets. */
const closestSeconds = 600;

const median = (numbers: readonly number[]): number | undefined =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** Finds the loops among stories in the order they happened. Stories without clocks follow each other by their lines. */
export const findLoops = (stories: readonly { story: Story; cause: string }[]): readonly Loop[] => {
  const runs = new Map<string, { cause: string; run: Story[]; loops: Story[][] }>();
  for (const { story, cause } of stories) {
    // Planned by the device, and no fault however often it comes.
    if (cause === 'capabilities-refresh') continue;
    const key = `${story.stream}\u0000${story.adapter?.pci ?? story.adapter?.interfaces[0] ?? ''}\u0000${cause}`;
    let entry = runs.get(key);
    if (entry === undefined) {
      entry = { cause, run: [], loops: [] };
      runs.set(key, entry);
    }
    const last = entry.run.at(-1);
    const gap = last && secondsBetween(last.begin.when, story.begin.when);
    if (last !== undefined && gap !== undefined && (gap > closestSeconds || gap < 0)) {
      if (entry.run.length >= fewest) entry.loops.push(entry.run);
      entry.run = [];
    }
    entry.run.push(story);
  }
  return [...runs.values()].flatMap(({ cause, run, loops }) =>
    [...loops, ...(run.length >= fewest ? [run] : [])].map((of) => {
      const gaps = of.slice(1).flatMap((story, i) => secondsBetween(of[i]!.begin.when, story.begin.when) ?? []);
      const period = median(gaps);
      return { stories: of, cause, ...(period !== undefined && { periodSeconds: roundSeconds(period) }) };
    }),
  );
};

export interface LoopInDump {
  readonly resets: number;
  readonly periodSeconds: number;
  readonly place: Place;
}

/** Fewer resets than this in a dump may have come in one bad hour long ago. */
const fewestInDump = 20;

/** Counters that rise by one with a reset. */
const resetTotals = ['total_resets', 'wd_expired', 'tx_timeout'];

/**
 * The loop that one dump tells: so many resets since boot that one comes every ten minutes or sooner. Each one that
 * ended well brought the interface up, so there were not more than that: a cause may count each second of waiting.
 */
export const loopInDump = ({ dump, begin }: Story): LoopInDump | undefined => {
  const ups = dump.get('interface_up')?.value;
  const uptimeSeconds = (begin.when.uptimeUs ?? Number.NaN) / 1e6;
  for (const name of resetTotals) {
    const counter = dump.get(name);
    const resets = Math.min(counter?.value ?? 0, ups ?? 0);
    const periodSeconds = roundSeconds(uptimeSeconds / resets);
    if (counter !== undefined && resets >= fewestInDump && periodSeconds <= closestSeconds)
      return { resets, periodSeconds, place: counter.place };
  }
  return undefined;
};
