import type { SourceSummary } from '../evidence/source.ts';
import { knownBugsShowing } from '../spec/knownBugs.ts';
import { parseVersion } from '../spec/versions.ts';
import { hiddenLinesSentence } from './blindSpots.ts';
import type { Case } from './case.ts';
import { suggestCollection } from './collection.ts';
import { judgeTotals } from './counters/judge.ts';
import { takeSnapshot } from './counters/snapshot.ts';
import { findLoops } from './incidents/loop.ts';
import type { Story } from './incidents/story.ts';
import { tellStory } from './incidents/told.ts';
import type { Adapter, Incident, Report, Verdict } from './report.ts';
import { summarise } from './summary.ts';
import { Tally } from './tally.ts';

interface Told {
  readonly story: Story;
  readonly incident: Incident;
}

/** Draws the conclusion from everything seen. Leaves the case as it is: more may be observed afterwards. */
export const conclude = (open: Case, sources: readonly SourceSummary[]): Report => {
  const tally = open.tally.copy();
  open.registerReads.judgeOpen(tally);
  open.traces.judgeOpen(tally);
  open.history.judge(tally);
  open.facts.judge(tally);
  const told = [...open.stories, ...open.recorder.open()].map((story) => ({ story, incident: tellStory(story, open) }));
  for (const each of told) judgeIncident(each, tally);
  judgeDumps(told, tally);
  judgeLoops(told, tally);
  judgeAllocations(open, tally);
  judgeStuckCpus(open, tally);
  judgeInitRetries(open, tally);
  judgeBugs(open, tally);

  const findings = tally.findings(open.adapters);
  const verdict = verdictOf(
    open,
    findings.some(({ severity }) => severity !== 'notice'),
  );
  const incidents = told.map(({ incident }) => incident);
  const adapters = listAdapters(open);
  return {
    schema: 'enakit/report/1',
    verdict,
    summary: summarise({ verdict, findings, incidents, adapters }),
    sources,
    adapters,
    incidents,
    findings,
    series: open.history.series(open.adapters),
    limits: listLimits(open, adapters),
    collect: suggestCollection(open, verdict, findings),
  };
};

const listAdapters = ({ adapters }: Case): readonly Adapter[] =>
  adapters.all().map(({ pci, interfaces, host, flavour, version }) => ({
    ...(pci !== undefined && { pci }),
    interfaces,
    ...(host !== undefined && { host }),
    driver: { flavour, ...(version !== undefined && { version }) },
  }));

/** What came of the reset is a finding; so is its cause where only the counters showed it. */
const judgeIncident = ({ story, incident }: Told, tally: Tally): void => {
  const { adapter } = story;
  const at = { adapter, when: story.begin.when };
  const cause = incident.cause === 'unknown' || incident.cause === 'capabilities-refresh' ? undefined : incident.cause;
  if (cause !== undefined && !tally.has(cause, adapter))
    tally.add({ ...at, id: cause, place: story.begin.place, confidence: 'likely' });
  if (cause !== undefined) tally.amend(cause, adapter, { blame: incident.blame });
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

/**
 * The last dump of an adapter holds totals since the driver was loaded: what its resets do not explain happened
 * before this log begins. (Totals also say that there were resets: those in the log are the better witnesses.)
 */
const judgeDumps = (told: readonly Told[], tally: Tally): void => {
  const last = new Map(told.filter(({ story }) => story.dump.size > 0).map(({ story }) => [story.adapter, story]));
  for (const [adapter, story] of last) {
    const before = new Tally();
    judgeTotals(takeSnapshot(story.dump, adapter, story.begin.when), before);
    before.drop('device-reset', adapter);
    for (const id of before.ids()) {
      const entry = before.entry(id, adapter);
      if (entry === undefined || tally.has(id, adapter)) continue;
      const { severity, confidence, values } = entry;
      tally.add({ id, adapter, when: story.begin.when, place: entry.evidence[0], severity, confidence, values });
    }
  }
};

const judgeLoops = (told: readonly Told[], tally: Tally): void => {
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
};

/** A buffer that could not be had at once is normal; ten, or three beside the kernel's own complaints, are pressure. */
const manyAllocationFailures = 10;
const fewAllocationFailures = 3;

const allocationEvents = ['rx-buffer-allocation-failed', 'rx-ring-refill-partial', 'rx-packet-allocation-failed'] as const;

const judgeAllocations = ({ events, pressure }: Case, tally: Tally): void => {
  for (const [adapter, counts] of events) {
    const entry = tally.entry('rx-buffer-allocation-notice', adapter);
    const failures = allocationEvents.reduce((sum, event) => sum + (counts.get(event) ?? 0), 0);
    const many =
      failures >= manyAllocationFailures || (failures >= fewAllocationFailures && pressure.hasMemoryTrouble());
    if (!many || entry === undefined) continue;
    tally.add({
      id: 'rx-memory-pressure',
      adapter,
      times: failures,
      ...(entry.first && { when: entry.first }),
      place: entry.evidence[0],
    });
    tally.drop('rx-buffer-allocation-notice', adapter);
  }
};

/** A stuck CPU beside an adapter in trouble explains it; one on its own is only worth a notice. */
const judgeStuckCpus = ({ pressure, enaLines }: Case, tally: Tally): void => {
  if (enaLines === 0) return;
  for (const { trouble, beside } of pressure.stuck()) {
    const { when, place } = trouble;
    tally.add({
      id: 'soft-lockup-cpu',
      when,
      place,
      ...(!beside && { severity: 'notice' as const, confidence: 'possible' as const }),
    });
  }
};

/** Probing is tried again: an adapter that was found afterwards did come up. */
const judgeInitRetries = ({ events }: Case, tally: Tally): void => {
  for (const adapter of tally.seenFor('device-init-failed')) {
    const counts = events.get(adapter);
    const failed = counts?.get('probe-failed') ?? 0;
    const found = counts?.get('adapter-found') ?? 0;
    if (found > 0 && failed > 0 && found >= failed) tally.amend('device-init-failed', adapter, { severity: 'warning' });
  }
};

/** One row per defect; more than three fit only a version so old that its age is the finding. */
const maxBugs = 3;

const judgeBugs = ({ adapters, events, history }: Case, tally: Tally): void => {
  for (const adapter of adapters.all()) {
    const { version: text, flavour } = adapters.versionOf(adapter);
    const version = text === undefined ? undefined : parseVersion(text);
    if (version === undefined) continue;
    const driver = flavour === 'dpdk' || flavour === 'freebsd' ? flavour : 'linux';
    const seen = { events: events.get(adapter) ?? new Map(), statistics: history.above(adapter) };
    const suspected = knownBugsShowing(version, driver, seen).filter(({ effect }) => effect === 'harm');
    for (const { name, symptom, fixedIn } of suspected.slice(0, maxBugs)) {
      const values = { symptom, version: version.text, ...(fixedIn !== undefined && { fixedIn }) };
      tally.add({ id: `known-driver-bug:${name}`, adapter, values });
    }
  }
};

const verdictOf = (open: Case, problems: boolean): Verdict => {
  if (problems) return 'problems';
  const seen = open.enaLines > 0 || open.counterSnapshots > 0 || open.facts.aboutEna > 0;
  return seen ? 'healthy' : 'no-evidence';
};

const listLimits = (open: Case, adapters: readonly Adapter[]): readonly string[] => {
  const versions = [...new Set(adapters.flatMap(({ driver }) => driver.version ?? []))];
  const limits = versions.flatMap((version) => hiddenLinesSentence(version) ?? []);
  if (open.storiesDropped > 0) limits.push(`${open.storiesDropped} further resets were counted and not described.`);
  if (open.unknownLines > 0)
    limits.push(`${open.unknownLines} lines of the driver are not in the table of known messages; they were left out.`);
  return [...open.unseen, ...limits];
};
