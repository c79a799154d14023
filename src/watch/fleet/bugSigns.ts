import { ruleOf } from '../../diagnosis/rules.ts';
import { type KnownBug, knownBugs, type Sign } from '../../spec/knownBugs.ts';
import { inRange, parseVersion } from '../../spec/versions.ts';
import { queriedStatistic } from '../export/prometheus/statisticMetric.ts';

/** What of a sign is seen in metrics, as PromQL that has a row for each adapter; `undefined` for what is not. */
const signQuery = (sign: Sign, by: string, window: string): string | undefined => {
  if ('frame' in sign) return undefined;
  if ('statistic' in sign) return `max by (${by}) (${queriedStatistic(sign.statistic)}) > 0`;
  const finding = ruleOf(sign.event)?.finding;
  // Events that only mean something together with others leave no metric.
  if (typeof finding !== 'string') return undefined;
  const open = `max by (${by}) (ena_problem{finding="${finding}"}) > 0`;
  const counted = `sum by (${by}) (max_over_time(ena_incidents_total{cause="${finding}"}[${window}])) >= ${sign.atLeast ?? 1}`;
  return (sign.atLeast ?? 1) > 1 ? counted : `((${open}) or (${counted}))`;
};

/** A defect whose signs all show in metrics. */
export interface BugInMetrics {
  readonly bug: KnownBug;
  /** A row for each adapter that shows all signs. */
  query(by: string, window: string): string;
}

/** Defects that do harm and whose every sign the agents' metrics tell. Linux only: that is where agents run. */
export const bugsInMetrics: readonly BugInMetrics[] = knownBugs
  .filter(({ driver, effect, shows }) => driver === 'linux' && effect === 'harm' && shows.length > 0)
  .filter(({ shows }) => shows.every((sign) => signQuery(sign, 'adapter', '1h') !== undefined))
  .map((bug) => ({
    bug,
    query: (by, window) => bug.shows.map((sign) => `(${signQuery(sign, by, window)})`).join(` and on (${by}) `),
  }));

/** Releases of these that have the defect: kernels take fixes at their own pace, and their number does not tell. */
export const affectedVersions = ({ affected }: KnownBug, versions: readonly string[]): readonly string[] =>
  versions.filter((text) => {
    const version = parseVersion(text);
    return version?.origin === 'release' && inRange(version, affected);
  });
