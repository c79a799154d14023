import type { WatchedAdapter } from '../../feed.ts';
import { perQueueOf, totalsOf } from '../../totals.ts';
import type { Metric, Point } from './metric.ts';
import { type StatisticMetric, statisticMetric } from './statisticMetric.ts';

/**
 * What the adapters' drivers count: one number an adapter and statistic, or one a queue besides where `perQueue`.
 * Numbers that are no finite ones are left out.
 */
export const counterMetrics = (adapters: readonly WatchedAdapter[], perQueue: boolean): readonly Metric[] => {
  const points = new Map<StatisticMetric, Point[]>();
  const put = (id: string, labels: Record<string, string>, value: number): void => {
    const metric = statisticMetric(id);
    if (metric === undefined || !Number.isFinite(value)) return;
    const known = points.get(metric);
    const point = { labels, value: value * metric.factor };
    if (known === undefined) points.set(metric, [point]);
    else known.push(point);
  };
  for (const { pci: adapter, sample } of adapters) {
    if (sample === undefined) continue;
    const { statistics, values } = totalsOf(sample);
    const queues = perQueue ? perQueueOf(sample) : [];
    const split = new Set(queues.map(({ statistic }) => statistic));
    statistics.forEach((statistic, i) => {
      // A sum beside its parts would be counted twice by whoever sums them.
      if (!split.has(statistic)) put(statistic.id, { adapter }, values[i]!);
    });
    for (const { statistic, queue, value } of queues) put(statistic.id, { adapter, queue: `${queue}` }, value);
  }
  return [...points].map(([metric, all]) => ({ ...metric, points: all }));
};
