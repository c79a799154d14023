import type { Statistic } from '../../spec/statistics/index.ts';
import type { Feed } from '../feed.ts';
import { totalsOf } from '../totals.ts';
import type { HistoryStore } from './store.ts';

/** Has a store keep what a feed tells. What it returns ends that. */
export const keepHistory = (feed: Feed, store: HistoryStore): (() => void) => {
  const names = new WeakMap<readonly Statistic[], readonly string[]>();
  const namesOf = (statistics: readonly Statistic[]): readonly string[] => {
    const known = names.get(statistics) ?? statistics.map(({ id }) => id);
    names.set(statistics, known);
    return known;
  };
  return feed.subscribe({
    happened: (told) => store.keep(told),
    sampled: (atMs) =>
      store.keepRounds(
        atMs,
        feed.adapters.flatMap(({ pci, sample }) => {
          if (sample === undefined) return [];
          const { statistics, values } = totalsOf(sample);
          return { adapter: pci, atMs: sample.atMs, names: namesOf(statistics), values };
        }),
      ),
  });
};
