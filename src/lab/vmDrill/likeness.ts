import type { Drill } from '../judge.ts';
import { countedChanges, loggedLines } from '../logged.ts';

/** What one of two drills has and the other has not. */
export interface Apart<T> {
  readonly real: readonly T[];
  readonly simulated: readonly T[];
}

/** Where a real driver and its simulation differ in what a user would see. */
export interface Likeness {
  /** Lines of the driver and of the stack's watchdog, without numbers and addresses. */
  readonly lines: Apart<string>;
  /** Names of counters that changed. */
  readonly counters: Apart<string>;
  /** Reset reasons, where they differ. */
  readonly reasons: Apart<number>;
  /** Outcome, where it differs. */
  readonly outcome: Apart<string>;
}

const stamp = /^\[ *[\d.]+\] */;
const ofAdapter = /^(?:ena |NETDEV WATCHDOG)/;
/** The kernel's word on any driver that gave up; a simulation speaks for its driver. Before 6.8 it began otherwise. */
const ofKernel = /probe with driver ena failed/;
/** Whether a packet is under way just when a reset comes is a matter of chance. */
const ofChance = /Free uncompleted tx skb/;

/** A line without what differs from one adapter to another: slot, addresses, numbers. */
export const normalLine = (line: string): string =>
  line
    .replace(stamp, '')
    .replace(/[\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d/g, 'SLOT')
    .replace(/(?:[\da-f]{2}:){5}[\da-f]{2}/g, 'MAC')
    .replace(/\bmem [\da-f]+/g, 'mem N')
    .replace(/0x[\da-f]+/g, 'N')
    .replace(/\d+/g, 'N');

const adapterLines = (drill: Drill): string[] =>
  loggedLines(drill)
    .map((line) => line.replace(stamp, ''))
    .filter((line) => ofAdapter.test(line) && !ofKernel.test(line) && !ofChance.test(line))
    .map(normalLine);

/** Lines but for those that chance decides on. */
const surely = (drill: Drill): string[] => {
  const { byChance } = drill.fault;
  return adapterLines(drill).filter((line) => byChance?.lines.test(line) !== true);
};

const apart = <T>(real: readonly T[], simulated: readonly T[]): Apart<T> => ({
  real: [...new Set(real)].filter((one) => !simulated.includes(one)),
  simulated: [...new Set(simulated)].filter((one) => !real.includes(one)),
});

const whereUnequal = <T>(real: readonly T[], simulated: readonly T[]): Apart<T> =>
  String(real) === String(simulated) ? { real: [], simulated: [] } : { real, simulated };

const names = (drill: Drill): string[] => countedChanges(drill).map(({ name }) => name);

/** Holds a drill with a real driver against the same with its simulation. */
export const compare = (real: Drill, simulated: Drill): Likeness => ({
  lines: apart(surely(real), surely(simulated)),
  counters: apart(names(real), names(simulated)),
  reasons: whereUnequal(real.reasons, simulated.reasons),
  outcome: whereUnequal([real.outcome], [simulated.outcome]),
});

/** Whether there is no difference. */
export const areAlike = (likeness: Likeness): boolean =>
  Object.values(likeness).every(({ real, simulated }) => real.length === 0 && simulated.length === 0);
