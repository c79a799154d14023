export { statistics } from './all.ts';
export { findStatistic } from './find.ts';
export type { FoundStatistic, Nonzero, PrintedName, Scope, Statistic, StatisticFamily } from './statistic.ts';
export { scopes } from './statistic.ts';
