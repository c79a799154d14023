import { adapterOf, type FleetAdapter, withInfo } from './adapters.ts';
import type { Query, Row } from './prometheusApi.ts';

/** Something an adapter of the fleet suffers, or suffered within the window. */
export interface Trouble {
  readonly adapter: FleetAdapter;
  /** Id of the finding. */
  readonly cause: string;
  readonly blame: string;
  /** Only for what is open. */
  readonly severity?: string;
  readonly isOpen: boolean;
  /** Resets for this cause within the window. */
  readonly resets: number;
}

/**
 * How often it happened within the window. A series that was not there before counts from zero, which `increase` does
 * not know; one that was is counted over restarts of the agent, which `increase` does know.
 */
const grown = (metric: string, by: string, window: string): string =>
  `round(sum by (${by}) ((increase(${metric}[${window}]) and ${metric} offset ${window}) or (max_over_time(${metric}[${window}]) unless ${metric} offset ${window}))) > 0`;

const resetsQuery = (identity: readonly string[], window: string): string =>
  withInfo(grown('ena_incidents_total', [...identity, 'cause', 'blame'].join(', '), window), identity);

interface Told {
  readonly row: Row;
  readonly cause: string;
  readonly part: Pick<Trouble, 'isOpen' | 'resets'> & { readonly severity?: string };
}

/**
 * Which adapters are in trouble, or were reset within the window. As many rows as there is trouble.
 *
 * @param window a PromQL duration, `1h`
 */
export const troubles = async (
  query: Query,
  identity: readonly string[],
  window: string,
): Promise<readonly Trouble[]> => {
  const open = await query(withInfo('ena_problem > 0', identity));
  const resets = await query(resetsQuery(identity, window));
  const told: readonly Told[] = [
    ...open.map((row) => ({
      row,
      cause: row.labels.finding ?? 'unknown',
      part: { isOpen: true, resets: 0, ...(row.labels.severity !== undefined && { severity: row.labels.severity }) },
    })),
    ...resets.map((row) => ({
      row,
      cause: row.labels.cause ?? 'unknown',
      part: { isOpen: false, resets: row.value },
    })),
  ];
  const byKey = new Map<string, Trouble>();
  for (const { row, cause, part } of told) {
    const adapter = adapterOf(row.labels, identity);
    const key = `${adapter.key}|${cause}`;
    const known = byKey.get(key);
    byKey.set(key, {
      ...(known ?? { adapter, cause, blame: row.labels.blame ?? 'unknown' }),
      ...part,
      ...(known?.severity !== undefined && { severity: known.severity }),
      isOpen: known?.isOpen === true || part.isOpen,
      resets: (known?.resets ?? 0) + part.resets,
    });
  }
  return [...byKey.values()];
};
