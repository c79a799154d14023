import { counterRules } from '../../diagnosis/counters/rules.ts';
import { queriedStatistic, statisticMetrics } from '../export/prometheus/statisticMetric.ts';
import { adapterOf, type FleetAdapter, withInfo } from './adapters.ts';
import type { Query } from './prometheusApi.ts';

/** An adapter that has more of something than most of its kind. */
export interface Outlier {
  readonly adapter: FleetAdapter;
  /** Name of the metric. */
  readonly metric: string;
  /** Robust z-score: how many deviations of its kind it is above their middle. */
  readonly score: number;
}

/** Something adapters are compared by. */
export interface Compared {
  readonly metric: string;
  /** A row for each adapter. */
  query(by: string, window: string): string;
  /** Differences smaller than that are not worth a word, in the unit of the query. */
  readonly floor: number;
}

const counted = new Set(counterRules.map(({ statistic }) => statistic));

/** Counters that may well be above zero, and then matter by how much: what is always wrong is found as trouble. */
const counters: readonly Compared[] = statisticMetrics
  .filter(({ type, statistic }) => type === 'counter' && statistic.nonzero === 'suspicious' && statistic.releases)
  .filter(({ statistic: { scope, id } }) => counted.has(id) || scope === 'adapter')
  .map(({ statistic: { id } }) => ({
    metric: queriedStatistic(id),
    query: (by, window) => `sum by (${by}) (rate(${queriedStatistic(id)}[${window}]))`,
    // One in a second.
    floor: 1,
  }));

export const compared: readonly Compared[] = [
  {
    metric: 'ena_heartbeat_jitter_seconds',
    query: (by, window) => `avg by (${by}) (avg_over_time(ena_heartbeat_jitter_seconds[${window}]))`,
    floor: 0.05,
  },
  ...counters,
];

/** Of values that are spread normally, the standard deviation is so many median deviations. */
const madToDeviation = 1.4826;
/** From here on a value is called an outlier, as is usual for this score. */
const scoreFrom = 3.5;
/** Fewer have no middle to speak of. */
const fewest = 5;
const groupedBy = 'instance_type, version';

/**
 * The score of each adapter within its type and driver version, worked out by the server: what comes back is outliers
 * alone. The deviation is never taken for less than the floor and a tenth of the middle, or a fleet at rest would have
 * outliers by a hair.
 */
const scoreQuery = ({ query, floor }: Compared, identity: readonly string[], window: string): string => {
  const value = withInfo(query(identity.join(', '), window), identity);
  const middle = `quantile by (${groupedBy}) (0.5, ${value})`;
  const above = `((${value}) - on (${groupedBy}) group_left () (${middle}))`;
  const deviation = `(${madToDeviation} * quantile by (${groupedBy}) (0.5, abs(${above})) + 0.1 * ${middle} + ${floor})`;
  const enough = `count by (${groupedBy}) (${value}) >= ${fewest}`;
  return `${above} / on (${groupedBy}) group_left () (${deviation} and on (${groupedBy}) (${enough})) >= ${scoreFrom}`;
};

/** Adapters that have more of something than most of their type and driver. Asks only about metrics that move at all. */
export const outliers = async (
  query: Query,
  identity: readonly string[],
  window: string,
): Promise<readonly Outlier[]> => {
  const names = compared.map(({ metric }) => metric).join('|');
  const moving = await query(`count by (__name__) ({__name__=~"${names}"} > 0)`);
  const found: Outlier[] = [];
  for (const each of compared) {
    if (!moving.some(({ labels }) => labels.__name__ === each.metric)) continue;
    for (const { labels, value } of await query(scoreQuery(each, identity, window)))
      found.push({ adapter: adapterOf(labels, identity), metric: each.metric, score: value });
  }
  return found.toSorted((one, other) => other.score - one.score);
};
