import type { EventId } from '../../spec/events/index.ts';
import type { KnownAdapter } from '../adapters.ts';
import { judgeTotals } from '../counters/judge.ts';
import { takeSnapshot } from '../counters/snapshot.ts';
import type { Incident } from '../report.ts';
import { ruleOf } from '../rules.ts';
import { Tally } from '../tally.ts';
import { findLoops, loopInDump } from './loop.ts';
import type { Story } from './story.ts';

/** A reset, and how the report tells it. */
export interface Told {
  readonly story: Story;
  readonly incident: Incident;
}

/** What came of the reset is a finding; so is its cause where only the counters showed it. */
export const judgeIncident = ({ story, incident }: Told, tally: Tally): void => {
  const { adapter } = story;
  const at = { adapter, when: story.begin.when };
  const cause = incident.cause === 'unknown' || incident.cause === 'capabilities-refresh' ? undefined : incident.cause;
  const signs = [...story.causes.values()].flatMap(({ event }) => signOf(event) ?? []);
  if (story.adopted) for (const id of signs) claimNameless(id, adapter, tally);
  if (cause !== undefined && !tally.has(cause, adapter))
    tally.add({ ...at, id: cause, place: story.begin.place, confidence: 'likely' });
  for (const id of cause === undefined ? signs : [cause, ...signs]) tally.amend(id, adapter, { blame: incident.blame });
  const place = (story.completed ?? story.failed ?? story.triggered ?? story.begin).place;
  const status = story.completed?.values.status;
  if (incident.outcome === 'failed') {
    const values = typeof status === 'number' ? { status } : {};
    tally.add({
      ...at,
      id: 'reset-failed',
      place: (story.failed ?? story.completed ?? story.failure)?.place ?? place,
      blame: incident.blame,
      values,
    });
    return;
  }
  const resets = (tally.entry('device-reset', adapter)?.count ?? 0) + 1;
  tally.add({
    ...at,
    id: 'device-reset',
    place,
    blame: incident.blame,
    values: { outcome: incident.outcome, resets },
    ...(incident.outcome === 'unknown' && { confidence: 'likely' as const }),
    ...(incident.cause === 'capabilities-refresh' && { severity: 'notice' as const }),
  });
};

/** The finding that a line is by itself, where it is always the same one. */
const signOf = (event: EventId): string | undefined => {
  const finding = ruleOf(event)?.finding;
  return typeof finding === 'string' ? finding : undefined;
};

/** Sightings in lines that named no adapter are those of the adapter whose story took them up. */
const claimNameless = (id: string, adapter: KnownAdapter | undefined, tally: Tally): void => {
  const entry = tally.entry(id, undefined);
  if (entry === undefined || adapter === undefined) return;
  const { severity, confidence, blame, values, first, last } = entry;
  const [place, ...places] = entry.evidence;
  const weight = { id, adapter, severity, confidence, blame, values };
  tally.add({ ...weight, times: entry.count, place, ...(first !== undefined && { when: first }) });
  for (const more of places) tally.add({ ...weight, times: 0, place: more, ...(last !== undefined && { when: last }) });
  tally.drop(id, undefined);
};

/**
 * The last dump of an adapter holds totals since the driver was loaded: what its resets do not explain happened
 * before this log begins, or, where an earlier dump is here to compare with, rose in between. (Totals also say that
 * there were resets: those in the log are the better witnesses.)
 */
export const judgeDumps = (told: readonly Told[], tally: Tally): void => {
  const dumped = told.map(({ story }) => story).filter(({ dump }) => dump.size > 0);
  const last = new Map(dumped.map((story) => [story.adapter, story]));
  for (const [adapter, story] of last) {
    const first = dumped.find((each) => each.adapter === adapter && each.stream === story.stream);
    const before = new Tally();
    judgeTotals(takeSnapshot(risenSince(story, first), adapter, story.begin.when), before);
    before.drop('device-reset', adapter);
    for (const id of before.ids()) {
      const entry = before.entry(id, adapter);
      if (entry === undefined || tally.has(id, adapter)) continue;
      const { severity, confidence, values } = entry;
      tally.add({ id, adapter, when: story.begin.when, place: entry.evidence[0], severity, confidence, values });
    }
  }
};

/** The counters of a dump without those that stand where they stood in an earlier one. */
const risenSince = (story: Story, earlier: Story | undefined): Story['dump'] =>
  earlier === undefined || earlier === story
    ? story.dump
    : new Map([...story.dump].filter(([name, { value }]) => earlier.dump.get(name)?.value !== value));

export const judgeLoops = (told: readonly Told[], tally: Tally): void => {
  for (const { stories, periodSeconds } of findLoops(
    told.map(({ story, incident }) => ({ story, cause: incident.cause })),
  )) {
    const first = stories[0];
    const last = stories.at(-1);
    if (first === undefined || last === undefined) continue;
    const blame = told.find(({ story }) => story === first)?.incident.blame ?? 'unknown';
    const values = { resets: stories.length, ...(periodSeconds !== undefined && { periodSeconds }) };
    tally.add({
      id: 'reset-loop',
      adapter: first.adapter,
      when: first.begin.when,
      place: first.begin.place,
      times: stories.length,
      blame,
      values,
    });
    tally.add({ id: 'reset-loop', adapter: first.adapter, when: last.begin.when, place: last.begin.place, times: 0 });
  }
  judgeLoopsInDumps(told, tally);
};

/** A dump alone tells a loop where the adapter was reset every few minutes on the average since boot. */
const judgeLoopsInDumps = (told: readonly Told[], tally: Tally): void => {
  for (const { story, incident } of told) {
    const loop = tally.has('reset-loop', story.adapter) ? undefined : loopInDump(story);
    if (loop === undefined) continue;
    tally.add({
      id: 'reset-loop',
      adapter: story.adapter,
      when: story.begin.when,
      place: loop.place,
      times: loop.resets,
      blame: incident.blame,
      confidence: 'likely',
      values: { resets: loop.resets, periodSeconds: loop.periodSeconds },
    });
  }
};
