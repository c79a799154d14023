import type { Counter, Counters, Moment, Place } from '../../evidence/observation.ts';
import { findStatistic } from '../../spec/statistics/index.ts';
import type { KnownAdapter } from '../adapters.ts';

/** A statistic of one snapshot, summed over its queues. `place` is the line of the largest share. */
export interface Total {
  readonly value: number;
  readonly place: Place;
  /** Value per queue, where it is a queue's. */
  readonly perQueue: ReadonlyMap<number, number>;
}

/** One snapshot of an adapter, by statistic id. */
export interface Snapshot {
  readonly adapter: KnownAdapter | undefined;
  readonly when: Moment;
  readonly totals: ReadonlyMap<string, Total>;
  /** Totals the driver itself printed (`total_tx_cnt`), beside the sums. */
  readonly printedSums: ReadonlyMap<string, Total>;
}

interface Growing {
  value: number;
  place: Place;
  largest: number;
  readonly perQueue: Map<number, number>;
}

/** Sums what was printed per queue, under the one id of each statistic, whatever the driver called it. */
export const takeSnapshot = (
  values: Iterable<readonly [string, Counter]>,
  adapter: KnownAdapter | undefined,
  when: Moment,
): Snapshot => {
  const totals = new Map<string, Growing>();
  const printedSums = new Map<string, Growing>();
  for (const [name, counter] of values) {
    const found = findStatistic(name);
    if (found === undefined || found.xdp) continue;
    const into = found.sum ? printedSums : totals;
    const { id } = found.statistic;
    const total = into.get(id);
    if (total === undefined) {
      const perQueue = new Map(found.queue === undefined ? [] : [[found.queue, counter.value]]);
      into.set(id, { value: counter.value, place: counter.place, largest: counter.value, perQueue });
      continue;
    }
    // An adapter-wide name that stands twice (one file, grep'd twice) is no second queue.
    if (found.queue === undefined) continue;
    total.value += counter.value;
    total.perQueue.set(found.queue, (total.perQueue.get(found.queue) ?? 0) + counter.value);
    if (counter.value > total.largest) Object.assign(total, { largest: counter.value, place: counter.place });
  }
  // A dump since release 2.14 has only the sums of most queue counters at its default level.
  for (const [id, sum] of printedSums) if (!totals.has(id)) totals.set(id, sum);
  return { adapter, when, totals, printedSums };
};

export const snapshotOf = (counters: Counters, adapter: KnownAdapter | undefined): Snapshot =>
  takeSnapshot(counters.values, adapter, counters.when);

/**
 * Whether `next` can be a later snapshot of the same counters: hardly any counter may be smaller. (Two hosts that
 * both call their interface eth0, or a driver loaded anew in between, look like this.)
 */
export const continues = (earlier: Snapshot, next: Snapshot): boolean => {
  let shared = 0;
  let fallen = 0;
  for (const [id, { value }] of next.totals) {
    const before = earlier.totals.get(id);
    if (before === undefined || isGauge(id)) continue;
    shared++;
    if (value < before.value) fallen++;
  }
  return shared > 0 && fallen * 20 <= shared;
};

const isGauge = (id: string) => findStatistic(id)?.statistic.type === 'gauge';
