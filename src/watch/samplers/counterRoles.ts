import { findStatistic } from '../../spec/statistics/index.ts';

/** How a table of counters is judged, worked out once for its names. */
export interface CounterRoles {
  /** Rows of counters that only ever grow. */
  readonly growing: Uint16Array;
  /** Rows whose rise says something by itself. */
  readonly telling: Uint16Array;
}

/** @param isTelling whether a rise of a statistic says something, by its id */
export const rolesOf = (names: readonly string[], isTelling: (id: string) => boolean): CounterRoles => {
  const growing: number[] = [];
  const telling: number[] = [];
  for (const [row, name] of names.entries()) {
    const found = findStatistic(name);
    if (found === undefined || found.statistic.type === 'gauge') continue;
    growing.push(row);
    if (isTelling(found.statistic.id)) telling.push(row);
  }
  return { growing: Uint16Array.from(growing), telling: Uint16Array.from(telling) };
};
