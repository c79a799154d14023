import type { Adapter, CounterSeries, Finding, Incident, Report, Step } from '../../diagnosis/report.ts';
import type { Place } from '../../evidence/observation.ts';
import type { SourceSummary } from '../../evidence/source.ts';

/** Every key of `T`, the optional ones too: a key added to the report and forgotten here does not compile. */
type Every<T> = { readonly [Key in keyof T]-?: T[Key] | undefined };

const place = ({ source, line, text }: Place): Every<Place> => ({ source, line, text });

const source = ({ path, kind, lines, adapterLines, problem }: SourceSummary): Every<SourceSummary> => ({
  path,
  kind,
  lines,
  adapterLines,
  problem,
});

const adapter = ({ pci, interfaces, host, driver }: Adapter): Every<Adapter> => ({
  pci,
  interfaces,
  host,
  driver: { flavour: driver.flavour, ...(driver.version !== undefined && { version: driver.version }) },
});

const step = (one: Step): Omit<Every<Step>, 'place'> & { place: Every<Place> } => ({
  time: one.time,
  afterSeconds: one.afterSeconds,
  what: one.what,
  place: place(one.place),
});

const incident = (one: Incident): Omit<Every<Incident>, 'steps'> & { steps: unknown[] } => ({
  adapter: one.adapter,
  begin: one.begin,
  end: one.end,
  durationSeconds: one.durationSeconds,
  cause: one.cause,
  resetReason: one.resetReason,
  reasonKnownFrom: one.reasonKnownFrom,
  blame: one.blame,
  blameKnownFrom: one.blameKnownFrom,
  outcome: one.outcome,
  findings: one.findings,
  steps: one.steps.map(step),
  counters: one.counters,
});

const finding = (one: Finding): Omit<Every<Finding>, 'evidence'> & { evidence: unknown[] } => ({
  id: one.id,
  severity: one.severity,
  adapter: one.adapter,
  count: one.count,
  first: one.first,
  last: one.last,
  blame: one.blame,
  confidence: one.confidence,
  title: one.title,
  meaning: one.meaning,
  advice: one.advice,
  values: one.values,
  evidence: one.evidence.map(place),
});

const series = (one: CounterSeries): Every<CounterSeries> => ({
  adapter: one.adapter,
  name: one.name,
  points: one.points.map(({ time, value }) => (time === undefined ? { value } : { time, value })),
  perSecond: one.perSecond,
});

/**
 * What JSON leaves as it is and a terminal obeys or an editor hides: DEL, the C1 controls (0x9b begins an escape
 * sequence), marks that reorder text, line separators. Outside of strings JSON has none of them.
 */
const unsafe = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * The report as pretty-printed JSON in the key order of `schema/report-1.schema.json`, which describes it.
 * Strings keep their content; characters that could steer a terminal are escaped. Ends with a line feed.
 */
export function renderJson(report: Report): string {
  const ordered: Every<{ [Key in keyof Report]: unknown }> = {
    schema: report.schema,
    verdict: report.verdict,
    summary: report.summary,
    sources: report.sources.map(source),
    adapters: report.adapters.map(adapter),
    incidents: report.incidents.map(incident),
    findings: report.findings.map(finding),
    series: report.series.map(series),
    limits: report.limits,
    collect: report.collect,
  };
  const text = JSON.stringify(ordered, undefined, 2);
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${text.replace(unsafe, escaped)}\n`;
}
