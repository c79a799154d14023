import type { Feed, WatchedAdapter } from '../feed.ts';
import type { LineKeeper } from './lineKeeper.ts';
import type { Sources } from './sources.ts';
import type { AdapterView, Snapshot, State } from './wire.ts';

/** The clock of what is watched. */
export interface WatchedClock {
  nowMs(): number;
  /** How fast it goes, against the wall's. */
  speed(): number;
}

/** The clock of the wall. */
export const wallClock: WatchedClock = { nowMs: () => Date.now(), speed: () => 1 };

/** Of the log: enough for the story of a reset. */
const mostLines = 200;

const adapterView = ({ sample, ...adapter }: WatchedAdapter): AdapterView => ({
  ...adapter,
  ...(sample && { sampledMs: sample.atMs }),
  names: sample?.names ?? [],
  values: sample === undefined ? [] : Array.from(sample.values),
});

const quietSummary = ({ adapters }: Feed): string => {
  if (adapters.length === 0) return 'No adapter is here.';
  if (adapters.every(({ sample }) => sample === undefined)) return 'No counters can be read.';
  return adapters.length === 1
    ? 'Nothing is wrong with the adapter.'
    : `Nothing is wrong with the ${adapters.length} adapters.`;
};

/**
 * What is wrong now. The doctor's report is on the whole episode, and costs: it is asked for only while something is open,
 * for what of it is over is not wrong now.
 */
export const stateOf = (feed: Feed): State => {
  const { adapters, problems, incidents, blind } = feed;
  if (problems.length === 0 && incidents.length === 0) {
    // Where nothing can be seen, nobody can say that all is well.
    const verdict = adapters.some(({ sample }) => sample !== undefined) ? 'healthy' : 'no-evidence';
    return { verdict, summary: quietSummary(feed), problems, incidents, blind };
  }
  return { verdict: 'problems', summary: feed.report().summary, problems, incidents, blind };
};

/** Everything as it is now. */
export const snapshotOf = ({ feed, history, clock, lab }: Sources, kept: LineKeeper): Snapshot => ({
  atMs: clock.nowMs(),
  speed: clock.speed(),
  host: feed.host,
  adapters: feed.adapters.map(adapterView),
  state: stateOf(feed),
  lines: kept.lines(0, Number.POSITIVE_INFINITY, mostLines),
  reachMs: history.reachMs,
  ...(lab && { lab: lab.view() }),
});
