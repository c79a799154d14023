import { findStatistic, type Statistic } from '../spec/statistics/index.ts';
import type { Sample } from './feed.ts';

/** Where each number of a sample belongs. */
interface Plan {
  readonly statistics: readonly Statistic[];
  /** Index into `statistics` for each name; -1 for a name no known driver prints. */
  readonly slots: Int32Array;
  /** The queue of each name; -1 for what is no queue's. */
  readonly queues: Int32Array;
  readonly unknown: number;
}

/** A driver's set of names stays the same for days; it is looked through once. */
const plans = new WeakMap<readonly string[], Plan>();

const planOf = (names: readonly string[]): Plan => {
  const known = plans.get(names);
  if (known !== undefined) return known;
  const statistics: Statistic[] = [];
  const places = new Map<Statistic, number>();
  const slots = new Int32Array(names.length).fill(-1);
  const queues = new Int32Array(names.length).fill(-1);
  names.forEach((name, i) => {
    const found = findStatistic(name);
    // A sum that a driver prints beside its parts would count them twice.
    if (found === undefined || found.sum) return;
    const slot = places.get(found.statistic) ?? statistics.push(found.statistic) - 1;
    places.set(found.statistic, slot);
    slots[i] = slot;
    queues[i] = found.queue ?? -1;
  });
  const plan = { statistics, slots, queues, unknown: slots.filter((slot) => slot < 0).length };
  plans.set(names, plan);
  return plan;
};

/** One number for each thing an adapter counts. */
export interface Totals {
  /** The same array as long as the driver's set of counters stays the same. */
  readonly statistics: readonly Statistic[];
  /** In the order of `statistics`. */
  readonly values: Float64Array;
  /** Names of the sample that no known driver prints; their values are left out. */
  readonly unknown: number;
}

/** Sums what is counted per queue; what the adapter counts stands as it is. */
export const totalsOf = ({ names, values }: Sample): Totals => {
  const { statistics, slots, unknown } = planOf(names);
  const sums = new Float64Array(statistics.length);
  for (let i = 0; i < slots.length; i++) if (slots[i]! >= 0) sums[slots[i]!]! += values[i] ?? 0;
  return { statistics, values: sums, unknown };
};

/** One queue's number. */
export interface QueueValue {
  readonly statistic: Statistic;
  readonly queue: number;
  readonly value: number;
}

/** What is counted per queue, queue by queue. */
export const perQueueOf = ({ names, values }: Sample): readonly QueueValue[] => {
  const { statistics, slots, queues } = planOf(names);
  return [...names.keys()].flatMap((i) =>
    slots[i]! < 0 || queues[i]! < 0
      ? []
      : { statistic: statistics[slots[i]!]!, queue: queues[i]!, value: values[i] ?? 0 },
  );
};
