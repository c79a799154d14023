import type { Report } from '../diagnosis/report.ts';
import { isWithin } from '../driver/voices/span.ts';
import type { Voice } from '../driver/voices.ts';
import { conclude, type Evidence } from './conclude.ts';
import type { Fault, Outcome, Truth } from './faults/fault.ts';

/** What took place, whoever drove the adapter. */
export interface Course {
  readonly fault: Fault;
  /** How the driver speaks, or ought to. */
  readonly voice: Voice;
  /** Seconds since boot between which the fault lay. */
  readonly from: number;
  readonly to: number;
  /** What an operator would have collected. */
  readonly evidence: readonly Evidence[];
  /** Reasons of all resets since the driver was loaded, the first of which is its own setup. */
  readonly resets: readonly number[];
  /** Attempts to bring the interface up that failed. */
  readonly failures: number;
  /** Whether packets came back at the end. */
  readonly isConnected: boolean;
}

/** What a drill showed. */
export interface Drill extends Pick<Course, 'fault' | 'voice' | 'from' | 'to' | 'evidence'> {
  readonly report: Report;
  /** Reasons of the resets that reached the device, but for orderly ones, without repetitions in a row. */
  readonly reasons: readonly number[];
  readonly outcome: Outcome;
  readonly truth: Truth;
  /** What is not as the catalogue says; empty where all is. */
  readonly differences: readonly string[];
}

/** Wall time of a drill's evidence: it carries stamps since boot only, so any fixed time will do. */
const epoch = () => new Date('2026-01-01T00:00:00Z');

const withoutRepetition = (reasons: readonly number[]): number[] =>
  reasons.filter((reason, i) => reason !== reasons[i - 1]);

const list = (words: readonly (number | string)[]): string => (words.length === 0 ? 'none' : words.join(', '));

/** A known defect of the version that shows likewise is told beside what happened; that it is not the cause, only the lab knows. */
const isAboutVersion = (id: string): boolean => id.startsWith('known-driver-bug:');

const differencesOf = (truth: Truth, found: Pick<Drill, 'reasons' | 'outcome' | 'report'>): string[] => {
  const severe = found.report.findings
    .filter(({ severity, id }) => severity !== 'notice' && !isAboutVersion(id))
    .map(({ id }) => id);
  const notices = found.report.findings.filter(({ severity }) => severity === 'notice').map(({ id }) => id);
  const same = (one: readonly unknown[], other: readonly unknown[]) =>
    String([...one].sort()) === String([...other].sort());
  const missing = (truth.notices ?? []).filter((id) => !notices.includes(id));
  return [
    ...(String(truth.reasons) === String(found.reasons)
      ? []
      : [`reset reasons: ${list(found.reasons)} instead of ${list(truth.reasons)}`]),
    ...(truth.outcome === found.outcome ? [] : [`outcome: ${found.outcome} instead of ${truth.outcome}`]),
    ...(same(truth.problems, [...new Set(severe)])
      ? []
      : [`problems: ${list([...new Set(severe)])} instead of ${list(truth.problems)}`]),
    ...(missing.length === 0 ? [] : [`missing notices: ${list(missing)}`]),
  ];
};

/** What the catalogue says of a fault on a voice. The oldest versions reset without telling the device why. */
export const truthOf = ({ truths, name }: Fault, { version, does }: Voice): Truth => {
  const truth = truths.find(({ voices }) => voices === undefined || isWithin(version, voices));
  if (truth === undefined) throw new RangeError(`the catalogue says nothing of ${name} on ${version.text}`);
  return does.tellsReason ? truth : { ...truth, reasons: [] };
};

/** Of what it may come to, what came; else the usual. */
const fittingTruth = (usual: Truth, found: Parameters<typeof differencesOf>[1]): Truth => {
  const others = (usual.or ?? []).map((other): Truth => ({ ...usual, ...other }));
  return [usual, ...others].find((truth) => differencesOf(truth, found).length === 0) ?? usual;
};

/** Asks the doctor what it was, and holds that against the truth. */
export const judge = ({ resets, failures, isConnected, ...course }: Course): Drill => {
  const { fault, voice, evidence } = course;
  const reasons = withoutRepetition(resets.filter((reason) => reason !== 0));
  const isHarmed = resets.length > 1 || failures > 0;
  const outcome: Outcome = !isConnected ? 'lost' : isHarmed ? 'recovered' : 'unharmed';
  const report = conclude(evidence, epoch);
  const found = { reasons, outcome, report };
  const truth = fittingTruth(truthOf(fault, voice), found);
  return { ...course, ...found, truth, differences: differencesOf(truth, found) };
};
