import type { Report } from '../diagnosis/report.ts';
import { isWithin } from '../driver/voices/span.ts';
import type { Voice } from '../driver/voices.ts';
import { conclude, type Evidence } from './conclude.ts';
import type { Fault, Outcome, Truth } from './faults/fault.ts';
import { layIn } from './faults/laying.ts';
import { Machine } from './machine.ts';

const secondNs = 1e9;
const bootNs = 3 * secondNs;
const settleNs = 10 * secondNs;
/** How long a drill goes on after the fault was laid and after it was over, unless told. */
const shortestMs = 30_000;
const afterwardsMs = 20_000;

/** What a drill took place with. */
export interface DrillOptions {
  readonly voice: Voice;
  /** From the laying of the fault to the end. */
  readonly forMs?: number;
  readonly seed?: number;
}

/** What a drill showed. */
export interface Drill {
  readonly fault: Fault;
  readonly voice: Voice;
  /** Seconds since boot between which the fault lay. */
  readonly from: number;
  readonly to: number;
  /** What an operator would have collected. */
  readonly evidence: readonly Evidence[];
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

/** Runs one fault on one voice, in virtual time, and asks the doctor what it was. The same options give the same drill. */
export const drill = (fault: Fault, { voice, forMs, seed = 1 }: DrillOptions): Drill => {
  const machine = new Machine(voice, fault.device, seed);
  const { clock, log } = machine.host;
  const seconds = () => clock.nowNs() / secondNs;
  // A moment within a second, so that not all that happens falls on full ones.
  machine.host.run(bootNs + machine.random() * secondNs);
  const evidence: Evidence[] = [];
  const atBoot = fault.when === 'boot';
  let undo = atBoot ? layIn(machine, fault) : undefined;
  let from = seconds();
  machine.load();
  if (!atBoot) {
    machine.run(settleNs);
    evidence.push({ name: 'ethtool-before.txt', text: machine.ethtoolText() });
    from = seconds();
    undo = layIn(machine, fault);
  }
  const endNs = from * secondNs + (forMs ?? Math.max(shortestMs, fault.durationMs + afterwardsMs)) * 1e6;
  machine.run(Math.max(0, from * secondNs + fault.durationMs * 1e6 - clock.nowNs()));
  undo?.();
  const to = seconds();
  machine.run(Math.max(0, endNs - clock.nowNs()));
  const isConnected = machine.isConnected;
  const after = machine.ethtoolText();
  evidence.push(
    { name: 'dmesg.txt', text: log.text },
    ...(machine.console === '' ? [] : [{ name: 'console.txt', text: machine.console }]),
    { name: 'ethtool-after.txt', text: after },
  );
  const reasons = withoutRepetition(machine.host.resetReasons.filter((reason) => reason !== 0));
  const isHarmed = machine.host.resetReasons.length > 1 || machine.failures > 0;
  const outcome: Outcome = !isConnected ? 'lost' : isHarmed ? 'recovered' : 'unharmed';
  const report = conclude(evidence, epoch);
  const truth = truthOf(fault, voice);
  const differences = differencesOf(truth, { reasons, outcome, report });
  return { fault, voice, from, to, evidence, report, reasons, outcome, truth, differences };
};
