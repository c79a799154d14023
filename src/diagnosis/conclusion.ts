import type { SourceSummary } from '../evidence/source.ts';
import { hiddenLinesSentence } from './blindSpots.ts';
import type { Case } from './case.ts';
import { suggestCollection } from './collection.ts';
import {
  judgeAge,
  judgeAllocations,
  judgeBugs,
  judgeInitRetries,
  judgeStatisticsQueries,
  judgeStuckCpus,
} from './hindsight.ts';
import { judgeDumps, judgeIncident, judgeLoops } from './incidents/hindsight.ts';
import type { Story } from './incidents/story.ts';
import { tellStory } from './incidents/told.ts';
import { withoutTwins } from './incidents/twins.ts';
import type { Adapter, Report, Verdict } from './report.ts';
import { summarise } from './summary.ts';
import { judgeVictims } from './victims.ts';

/** Draws the conclusion from everything seen. Leaves the case as it is: more may be observed afterwards. */
export const conclude = (open: Case, sources: readonly SourceSummary[]): Report => {
  const tally = open.tally.copy();
  open.registerReads.judgeOpen(tally);
  open.traces.judgeOpen(tally);
  open.history.judge(tally);
  open.facts.judge(tally);
  open.outside.judge(tally, open.enaLines);
  const stories = inOrder(withoutTwins([...open.stories, ...open.recorder.open()]));
  const told = stories.map((story) => ({ story, incident: tellStory(story, open) }));
  for (const each of told) judgeIncident(each, tally);
  judgeDumps(told, tally);
  judgeLoops(told, tally);
  judgeAllocations(open, tally);
  judgeStuckCpus(open, tally);
  judgeStatisticsQueries(tally);
  judgeInitRetries(open, tally);
  judgeBugs(open, tally);
  judgeAge(open, tally);
  judgeVictims(
    open,
    told.map(({ incident }) => incident),
    tally,
  );

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
    summary: summarise({ verdict, findings, incidents, sources }),
    sources,
    adapters,
    incidents,
    findings,
    series: open.history.series(open.adapters),
    limits: listLimits(open, adapters),
    collect: suggestCollection(open, verdict, findings),
  };
};

/** By when they began: by the wall clock where all tell it, else by source and line. */
const inOrder = (stories: readonly Story[]): readonly Story[] => {
  const sources = [...new Set(stories.map(({ begin }) => begin.place.source))];
  const wall = stories.every(({ begin }) => begin.when.wallMs !== undefined);
  const placeOf = ({ begin }: Story) => sources.indexOf(begin.place.source);
  return [...stories].sort((a, b) =>
    wall
      ? (a.begin.when.wallMs ?? 0) - (b.begin.when.wallMs ?? 0)
      : placeOf(a) - placeOf(b) || a.begin.place.line - b.begin.place.line,
  );
};

const listAdapters = ({ adapters }: Case): readonly Adapter[] =>
  adapters.all().map(({ pci, interfaces, host, flavour, version }) => ({
    ...(pci !== undefined && { pci }),
    interfaces,
    ...(host !== undefined && { host }),
    driver: { flavour, ...(version !== undefined && { version }) },
  }));

const verdictOf = (open: Case, problems: boolean): Verdict => {
  if (problems) return 'problems';
  const seen =
    open.enaLines > open.alarmingLines || open.counterSnapshots > 0 || open.facts.aboutEna > 0 || open.outside.seen > 0;
  return seen ? 'healthy' : 'no-evidence';
};

const listLimits = (open: Case, adapters: readonly Adapter[]): readonly string[] => {
  const versions = [...new Set(adapters.flatMap(({ driver }) => driver.version ?? []))];
  const limits = versions.flatMap((version) => hiddenLinesSentence(version) ?? []);
  if (open.storiesDropped > 0) limits.push(`${open.storiesDropped} further resets were counted and not described.`);
  if (open.unknownLines > 0)
    limits.push(
      `${open.unknownLines === 1 ? 'One line of the driver is' : `${open.unknownLines} lines of the driver are`} not in the table of known messages; \`ena annotate\` shows them.`,
    );
  if (open.outside.seen === 0 && open.enaLines === 0 && open.counterSnapshots === 0 && open.facts.aboutEna > 0)
    limits.push('Neither a kernel log nor counters were given: only the module and the settings were judged.');
  return [...open.unseen, ...limits];
};
