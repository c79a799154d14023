import type { LogLine, Moment, Place } from '../../evidence/observation.ts';
import type { EventId } from '../../spec/events/index.ts';
import type { KnownAdapter } from '../adapters.ts';
import type { Outcome } from '../report.ts';
import type { Counted } from './counted.ts';

/** A line of the story: what it was, when and where. */
export interface Seen {
  readonly event: EventId;
  readonly when: Moment;
  readonly place: Place;
  readonly values: LogLine['values'];
  readonly message?: LogLine['message'];
}

/** One reset from its first sign to its end, as the log tells it. */
export interface Story {
  /** Undefined while no line named one. */
  adapter: KnownAdapter | undefined;
  /** Some of its lines named no adapter and are its by what came next. */
  adopted: boolean;
  /** The source and boot it happened in: only stories of one stream follow each other in time. */
  readonly stream: string;
  begin: Seen;
  /** The first sighting of each kind of cause or hint, in order. */
  readonly causes: Map<EventId, Seen>;
  /** Lines per kind of event. */
  readonly counts: Map<EventId, number>;
  /** The lines that make the timeline; bounded. */
  readonly steps: Seen[];
  /** Counters of the statistics dump that belongs to this reset. */
  dump: Map<string, { readonly value: number; readonly place: Place }>;
  /** The dump of the reset before it on the same adapter, to see what grew. */
  previousDump: Story['dump'] | undefined;
  /** What the dump says of each reset reason; there once the story has ended. */
  counted: readonly Counted[] | undefined;
  /** A line that shows the poller scheduled but not run. */
  starved: Seen | undefined;
  triggered: Seen | undefined;
  /** The first step of the reset that failed for good. */
  failure: Seen | undefined;
  /** The driver said that the reset failed. */
  failed: Seen | undefined;
  /** The interface came up again; FreeBSD's older drivers tell no more than that. */
  revived: Seen | undefined;
  completed: Seen | undefined;
  last: Seen;
}

/** A driver prints some hundred counters a queue and at most 32 queues… but a log may invent more. */
const maxDump = 10_000;
const maxSteps = 40;

export const beginStory = (
  adapter: KnownAdapter | undefined,
  stream: string,
  begin: Seen,
  previousDump: Story['previousDump'],
): Story => ({
  adapter,
  adopted: false,
  stream,
  begin,
  causes: new Map(),
  counts: new Map(),
  steps: [],
  dump: new Map(),
  previousDump,
  counted: undefined,
  starved: undefined,
  triggered: undefined,
  failure: undefined,
  failed: undefined,
  revived: undefined,
  completed: undefined,
  last: begin,
});

/** Adds a line to the timeline: the first of each kind always, further ones only by their number. */
export const addStep = (story: Story, seen: Seen): void => {
  const count = (story.counts.get(seen.event) ?? 0) + 1;
  story.counts.set(seen.event, count);
  story.last = seen;
  if (count === 1 && story.steps.length < maxSteps) story.steps.push(seen);
};

/** A scheduled poller runs within milliseconds: a second is starvation already. */
const scheduledMs = 1000;
/** What the driver tolerates; an interrupt that no poll followed for so long found no CPU. */
const toleratedMs = 5000;

/**
 * Milliseconds for which a poller that had something to do did not run. A long time since the last poll is no proof by
 * itself: without completions there are no interrupts, and without interrupts nothing polls.
 */
export const starvationMs = (values: Seen['values']): number | undefined => {
  const { sinceNapiMs, sinceNapiUs, sinceInterruptMs, napiScheduled } = values;
  const ms = typeof sinceNapiMs === 'number' ? sinceNapiMs : Number(sinceNapiUs ?? Number.NaN) / 1000;
  if (napiScheduled === 1) return ms >= scheduledMs ? ms : undefined;
  const waiting = napiScheduled === undefined && typeof sinceInterruptMs === 'number' && sinceInterruptMs < ms / 2;
  return waiting && ms >= toleratedMs ? ms : undefined;
};

export const addStatistic = (story: Story, seen: Seen): void => {
  const { counter, value } = seen.values;
  story.last = seen;
  if (story.dump.size >= maxDump || typeof counter !== 'string' || typeof value !== 'number') return;
  story.dump.set(nameOf(counter), { value, place: seen.place });
};

/** A driver has some thousand names with all its queues. */
const maxNames = 5000;
const names = new Map<string, string>();

/** One string for each counter's name: one cut out of its line would keep the line in memory. */
const nameOf = (counter: string): string => {
  const known = names.get(counter);
  if (known !== undefined) return known;
  if (names.size < maxNames) names.set(counter, counter);
  return counter;
};

/** Lets go of what only the next dump is compared with: counters at zero, and the lines they stood in. */
export const thin = (story: Story): void => {
  for (const [counter, { value }] of story.dump) {
    if (value === 0) story.dump.delete(counter);
    else story.dump.set(counter, { value, place: story.begin.place });
  }
};

/** What a report of thousands of resets still tells of each: why, when, how it ended. */
export const slim = (story: Story): void => {
  story.dump = new Map([...story.dump].filter(([counter, { value }]) => value > 0 && !counter.startsWith('queue_')));
  story.steps.splice(1, story.steps.length - 2);
};

/** Only what was triggered, dumped or completed is a reset; a suspicion that came to nothing is told by its findings. */
export const isReset = (story: Story): boolean =>
  isUnderWay(story) || story.completed !== undefined || story.failed !== undefined;

/** The driver has begun: what fails from here on is the reset's, and no cause of it. */
export const isUnderWay = ({ triggered, dump }: Story): boolean => triggered !== undefined || dump.size >= 3;

/** A banner and nothing else: the end of a reset whose beginning is not here, or of waking from sleep. */
export const isBannerOnly = (story: Story): boolean =>
  story.completed !== undefined && story.failed === undefined && !isUnderWay(story) && story.causes.size === 0;

/** Takes up what lines without a name told of the same adapter just before. */
export const adopt = (story: Story, nameless: Story): void => {
  story.adopted = true;
  story.begin = nameless.begin;
  story.starved ??= nameless.starved;
  for (const [event, seen] of nameless.causes) if (!story.causes.has(event)) story.causes.set(event, seen);
  for (const [event, count] of nameless.counts) story.counts.set(event, (story.counts.get(event) ?? 0) + count);
  story.steps.unshift(...nameless.steps);
};

/** The story that the end of one file and the beginning of the next tell together. */
export const continued = (story: Story, rest: Story): Story => ({
  ...story,
  counts: new Map([...story.counts, ...rest.counts]),
  steps: [...story.steps, ...rest.steps].slice(0, maxSteps),
  dump: new Map([...story.dump, ...rest.dump]),
  failure: story.failure ?? rest.failure,
  failed: story.failed ?? rest.failed,
  revived: story.revived ?? rest.revived,
  completed: rest.completed,
  last: rest.last,
});

/**
 * A status other than zero, or a failure told, is a failure, whatever the banner claims. A banner without a status is
 * printed after failures too; but then the driver has said so, and steps that it tries again may fail in between.
 */
export const outcomeOf = (story: Story): Outcome => {
  const status = story.completed?.values.status;
  if (story.failed !== undefined || (typeof status === 'number' && status !== 0)) return 'failed';
  if (status === 0) return 'recovered';
  if (story.failure !== undefined) return 'failed';
  return story.completed !== undefined || story.revived !== undefined ? 'recovered' : 'unknown';
};
