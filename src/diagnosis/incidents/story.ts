import type { LogLine, Moment, Place } from '../../evidence/observation.ts';
import type { EventId } from '../../spec/events/index.ts';
import type { KnownAdapter } from '../adapters.ts';
import type { Outcome } from '../report.ts';

/** A line of the story: what it was, when and where. */
export interface Seen {
  readonly event: EventId;
  readonly when: Moment;
  readonly place: Place;
  readonly values: LogLine['values'];
}

/** One reset from its first sign to its end, as the log tells it. */
export interface Story {
  readonly adapter: KnownAdapter | undefined;
  /** The source and boot it happened in: only stories of one stream follow each other in time. */
  readonly stream: string;
  readonly begin: Seen;
  /** The first sighting of each kind of cause or hint, in order. */
  readonly causes: Map<EventId, Seen>;
  /** Lines per kind of event. */
  readonly counts: Map<EventId, number>;
  /** The lines that make the timeline; bounded. */
  readonly steps: Seen[];
  /** Counters of the statistics dump that belongs to this reset. */
  readonly dump: Map<string, { readonly value: number; readonly place: Place }>;
  /** The dump of the reset before it on the same adapter, to see what grew. */
  readonly previousDump: ReadonlyMap<string, { readonly value: number }> | undefined;
  /** A line that shows the poller scheduled but not run. */
  starved: Seen | undefined;
  triggered: Seen | undefined;
  /** The first step of the reset that failed. */
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
  stream,
  begin,
  causes: new Map(),
  counts: new Map(),
  steps: [],
  dump: new Map(),
  previousDump,
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

/**
 * Milliseconds since the poller last ran, where the line tells and they are long: a scheduled poller runs within
 * milliseconds, so a second is starvation already. Lines that do not say whether it was scheduled count only from the
 * five seconds of the driver's own limit on.
 */
export const starvationMs = (values: Seen['values']): number | undefined => {
  const ms =
    typeof values.sinceNapiMs === 'number' ? values.sinceNapiMs : Number(values.sinceNapiUs ?? Number.NaN) / 1000;
  if (values.napiScheduled === 0) return undefined;
  return ms >= (values.napiScheduled === 1 ? 1000 : 5000) ? ms : undefined;
};

export const addStatistic = (story: Story, seen: Seen): void => {
  const { counter, value } = seen.values;
  story.last = seen;
  if (story.dump.size >= maxDump || typeof counter !== 'string' || typeof value !== 'number') return;
  story.dump.set(counter, { value, place: seen.place });
};

/** A status other than zero, or a failure told, is a failure, whatever the banner claims. */
export const outcomeOf = (story: Story): Outcome => {
  const status = story.completed?.values.status;
  if (story.failed !== undefined || (typeof status === 'number' && status !== 0)) return 'failed';
  const ended = story.completed ?? story.revived;
  if (ended !== undefined && (status === 0 || story.failure === undefined)) return 'recovered';
  if (story.failure !== undefined) return 'failed';
  return 'unknown';
};
