import type { Adapter } from '../adapter.ts';
import { adapterStatistics, adminStatistics, listedPairs, type NamedValue, pairStatistics } from './statistics.ts';

/** Counters of each queue that the short dump keeps: what the poller does. */
const kept = /_tx_(?:tx_poll|doorbells|unmask_interrupt|lost_interrupt)$/;

const sums = (pairs: readonly NamedValue[]): NamedValue[] => {
  const totals = new Map<string, number>();
  for (const { name, value } of pairs) {
    if (kept.test(name)) continue;
    const total = name.replace(/^queue_\d+_/, 'total_');
    totals.set(total, (totals.get(total) ?? 0) + value);
  }
  return [...totals].map(([name, value]) => ({ name, value }));
};

/**
 * What a reset prints of the counters: all that `ethtool -S` shows but for what only the device knows; since 2.14.0 sums
 * over the queues, and of each queue what its poller did.
 */
export const dumpStatistics = (adapter: Adapter): NamedValue[] => {
  const { voice } = adapter;
  const pairs = Array.from({ length: listedPairs(adapter) }, (_, id) => pairStatistics(adapter, id)).flat();
  const base = adapterStatistics(adapter);
  const admin = adminStatistics(adapter);
  if (!voice.does.shortDump) return [...base, ...pairs, ...admin];
  return [...base, ...admin, ...sums(pairs), ...pairs.filter(({ name }) => kept.test(name))];
};
