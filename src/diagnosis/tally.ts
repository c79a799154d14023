import type { Moment, Place } from '../evidence/observation.ts';
import type { Adapters, KnownAdapter } from './adapters.ts';
import type { Values } from './findings/finding.ts';
import { findingRow } from './findings/index.ts';
import { printMoment } from './moment.ts';
import { type Blame, type Confidence, confidences, type Finding, type Severity, severities } from './report.ts';

/** One sighting of a finding; what is absent is taken from the finding's row. */
export interface Sighting {
  readonly id: string;
  readonly adapter?: KnownAdapter | undefined;
  readonly when?: Moment;
  readonly place?: Place | undefined;
  /** Events seen; 1 unless told. 0 for a counter: it speaks of events that the log may have told one by one. */
  readonly times?: number;
  readonly severity?: Severity;
  readonly blame?: Blame;
  readonly confidence?: Confidence;
  readonly values?: Values;
}

interface Entry {
  readonly id: string;
  readonly adapter: KnownAdapter | undefined;
  count: number;
  first: Moment | undefined;
  last: Moment | undefined;
  severity: Severity;
  blame: Blame;
  confidence: Confidence;
  values: Record<string, number | string>;
  readonly evidence: Place[];
  latest: Place | undefined;
}

/** Enough to prove it; the last one is kept besides. */
const maxEvidence = 4;

/**
 * Counts sightings by finding and adapter, in constant memory however many there are. The heaviest severity and the
 * surest confidence seen win; a blame that is known wins over `unknown`.
 */
export class Tally {
  readonly #entries = new Map<KnownAdapter | undefined, Map<string, Entry>>();

  add(sighting: Sighting): void {
    const row = findingRow(sighting.id);
    const { severity = row.severity, confidence = row.confidence } = sighting;
    const { blame = row.blame } = sighting;
    const entry = this.#entry(sighting.id, sighting.adapter, { severity, confidence, blame });
    entry.count += sighting.times ?? 1;
    if (sighting.when !== undefined && printMoment(sighting.when) !== undefined) {
      entry.first ??= sighting.when;
      entry.last = sighting.when;
    }
    if (severities.indexOf(severity) > severities.indexOf(entry.severity)) entry.severity = severity;
    if (confidences.indexOf(confidence) < confidences.indexOf(entry.confidence)) entry.confidence = confidence;
    if (blame !== 'unknown') entry.blame = blame;
    if (sighting.values !== undefined) Object.assign(entry.values, sighting.values);
    if (sighting.place === undefined) return;
    if (entry.evidence.length < maxEvidence) entry.evidence.push(sighting.place);
    else entry.latest = sighting.place;
  }

  has(id: string, adapter?: KnownAdapter): boolean {
    return this.#entries.get(adapter)?.has(id) ?? false;
  }

  /** What is counted so far, to judge it anew in the light of the whole. */
  entry(id: string, adapter: KnownAdapter | undefined): Readonly<Entry> | undefined {
    return this.#entries.get(adapter)?.get(id);
  }

  /** The adapters for which `id` was seen; undefined stands for the machine. */
  seenFor(id: string): readonly (KnownAdapter | undefined)[] {
    return [...this.#entries].filter(([, of]) => of.has(id)).map(([adapter]) => adapter);
  }

  /** Every id seen for any adapter. */
  ids(): ReadonlySet<string> {
    return new Set([...this.#entries.values()].flatMap((of) => [...of.keys()]));
  }

  /** Changes what is already counted: a later line showed who is to blame, or that it weighs less. */
  amend(
    id: string,
    adapter: KnownAdapter | undefined,
    change: { severity?: Severity; blame?: Blame; values?: Values },
  ): void {
    const entry = this.#entries.get(adapter)?.get(id);
    if (entry === undefined) return;
    if (change.severity !== undefined) entry.severity = change.severity;
    if (change.blame !== undefined) entry.blame = change.blame;
    if (change.values !== undefined) Object.assign(entry.values, change.values);
  }

  drop(id: string, adapter: KnownAdapter | undefined): void {
    this.#entries.get(adapter)?.delete(id);
  }

  /** A tally that goes its own way from here. */
  copy(): Tally {
    const copy = new Tally();
    for (const [adapter, of] of this.#entries) {
      const entries = [...of].map(
        ([id, entry]) =>
          [id, { ...entry, values: { ...entry.values }, evidence: [...entry.evidence] }] as [string, Entry],
      );
      copy.#entries.set(adapter, new Map(entries));
    }
    return copy;
  }

  /** By weight: severity, then confidence, then count. */
  findings(adapters: Adapters): readonly Finding[] {
    return [...this.#entries.values()]
      .flatMap((of) => [...of.values()])
      .sort(
        (a, b) =>
          severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
          confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
          b.count - a.count ||
          droppedBy(b) - droppedBy(a),
      )
      .map((entry) => tell(entry, adapters));
  }

  #entry(
    id: string,
    adapter: KnownAdapter | undefined,
    weight: Pick<Entry, 'severity' | 'confidence' | 'blame'>,
  ): Entry {
    let of = this.#entries.get(adapter);
    if (of === undefined) {
      of = new Map();
      this.#entries.set(adapter, of);
    }
    let entry = of.get(id);
    if (entry === undefined) {
      entry = {
        id,
        adapter,
        ...weight,
        count: 0,
        first: undefined,
        last: undefined,
        values: {},
        evidence: [],
        latest: undefined,
      };
      of.set(id, entry);
    }
    return entry;
  }
}

/** Of several limits that were passed, the one that cost the most packets comes first. */
const droppedBy = ({ id, values }: Entry): number => (id.startsWith('allowance-') ? Number(values.total ?? 0) : 0);

const tell = (entry: Entry, adapters: Adapters): Finding => {
  const row = findingRow(entry.id);
  const first = entry.first && printMoment(entry.first);
  const last = entry.last && printMoment(entry.last);
  return {
    id: entry.id,
    severity: entry.severity,
    ...(entry.adapter !== undefined && { adapter: adapters.nameOf(entry.adapter) }),
    count: Math.max(1, entry.count),
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    blame: entry.blame,
    confidence: entry.confidence,
    title: row.title,
    meaning: typeof row.meaning === 'string' ? row.meaning : row.meaning(entry.values),
    advice: row.advice,
    values: entry.values,
    evidence: entry.latest === undefined ? entry.evidence : [...entry.evidence, entry.latest],
  };
};
