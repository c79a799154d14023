import { type Statistic, statistics } from '../../../spec/statistics/index.ts';
import { type Metric, queriedName } from './metric.ts';

/** Units that are no base units, with the base unit and what to multiply by. */
const bases: Readonly<Record<string, { readonly unit: string; readonly factor: number }>> = {
  percent: { unit: 'ratio', factor: 0.01 },
};

/** How a statistic is exported: everything but its values. */
export interface StatisticMetric extends Omit<Metric, 'points'> {
  readonly statistic: Statistic;
  /** From the driver's unit to the exported one. */
  readonly factor: number;
}

const metricOf = (statistic: Statistic): StatisticMetric => {
  const { id, type, unit, means } = statistic;
  const base = bases[unit];
  const plain = id.startsWith('ena_') ? id : `ena_${id}`;
  const name = base === undefined ? plain : `${plain}_${base.unit}`;
  const shown = base?.unit ?? unit;
  return {
    statistic,
    name,
    type,
    ...(name.endsWith(`_${shown}`) && { unit: shown }),
    help: name.endsWith(`_${shown}`) ? means : `${means} Unit: ${shown}.`,
    factor: base?.factor ?? 1,
  };
};

/** Every row of the statistics that has a name of its own; the pattern for XDP's queues has none. */
export const statisticMetrics: readonly StatisticMetric[] = statistics
  .filter(({ id }) => /^\w+$/.test(id))
  .map(metricOf);

const byId = new Map(statisticMetrics.map((metric) => [metric.statistic.id, metric]));

export const statisticMetric = (id: string): StatisticMetric | undefined => byId.get(id);

/** The name under which a statistic is queried. Throws for an id that is none: ids are written by programmers. */
export const queriedStatistic = (id: string): string => {
  const metric = byId.get(id);
  if (metric === undefined) throw new Error(`no statistic has the id ${id}`);
  return queriedName(metric);
};
