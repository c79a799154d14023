import type { Observation, Sink } from '../evidence/observation.ts';
import type { SourceSummary } from '../evidence/source.ts';
import { type Case, maxUnseen, openCase } from './case.ts';
import { conclude } from './conclusion.ts';
import { snapshotOf } from './counters/snapshot.ts';
import { readLine } from './lines.ts';
import type { Report } from './report.ts';

export interface Diagnosis {
  /** Takes what was seen, one observation at a time, in the order it was seen. */
  readonly observe: Sink;
  /** What all of it means so far. May be asked again after more was observed. */
  report(sources: readonly SourceSummary[]): Report;
}

export interface DiagnosisOptions {
  /** Points kept per counter for the picture; 0 for who keeps them elsewhere. */
  readonly points?: number;
}

/** Opens a diagnosis. Memory stays bounded however much is observed. */
export const openDiagnosis = ({ points }: DiagnosisOptions = {}): Diagnosis => {
  const open = openCase(points);
  return {
    observe: (seen) => observe(open, seen),
    report: (sources) => conclude(open, sources),
  };
};

const observe = (open: Case, seen: Observation): void => {
  switch (seen.kind) {
    case 'log':
      readLine(open, seen);
      break;
    case 'counters':
      open.counterSnapshots++;
      if (seen.family !== 'linux') open.adapters.drivenBy(open.adapters.resolve(seen), undefined, seen.family);
      open.history.add(snapshotOf(seen, open.adapters.resolve(seen)));
      break;
    case 'unseen':
      if (open.unseen.length < maxUnseen && !open.unseen.includes(seen.what)) open.unseen.push(seen.what);
      break;
    case 'instance':
      open.outside.observe(seen);
      break;
    case 'cpu':
      open.loads.observe(seen);
      break;
    case 'stall':
      open.pressure.observeStall(seen);
      break;
    default:
      open.facts.observe(seen);
  }
};
