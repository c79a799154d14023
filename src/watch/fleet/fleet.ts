import { adapterOf, type FleetAdapter, type Population, populations, withInfo } from './adapters.ts';
import { identityOf } from './identity.ts';
import { type Outlier, outliers } from './outliers.ts';
import type { Query } from './prometheusApi.ts';
import { type SuspectedBug, suspectedBugs } from './suspectedBugs.ts';
import { type Trouble, troubles } from './troubles.ts';

/** By what troubles can be gathered. */
export const groupings = ['cause', 'version', 'type', 'zone'] as const;
export type Grouping = (typeof groupings)[number];

/** Troubles that have one thing in common. */
export interface TroubleGroup {
  readonly name: string;
  /** Different adapters. */
  readonly adapters: number;
  readonly open: number;
  readonly resets: number;
  readonly troubles: readonly Trouble[];
}

/** How a fleet is. */
export interface FleetReport {
  readonly schema: 'enakit/fleet/1';
  readonly adapters: number;
  readonly inTrouble: number;
  /** Whose agent no longer answers, though it is still asked. */
  readonly unanswered: readonly FleetAdapter[];
  /** Whose counters can no longer be read, or whose keep-alives are overdue. */
  readonly silent: readonly FleetAdapter[];
  readonly populations: readonly Population[];
  readonly groupedBy: Grouping;
  /** Most adapters first. */
  readonly groups: readonly TroubleGroup[];
  readonly bugs: readonly SuspectedBug[];
  readonly outliers: readonly Outlier[];
}

const nameOf = ({ cause, adapter }: Trouble, by: Grouping): string => (by === 'cause' ? cause : adapter[by]);

const distinct = (of: readonly Trouble[]): number => new Set(of.map(({ adapter }) => adapter.key)).size;

export const groupTroubles = (all: readonly Trouble[], by: Grouping): readonly TroubleGroup[] => {
  const groups = new Map<string, Trouble[]>();
  for (const trouble of all) {
    const name = nameOf(trouble, by);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [trouble]);
    else group.push(trouble);
  }
  return [...groups]
    .map(([name, of]) => ({
      name,
      adapters: distinct(of),
      open: of.filter(({ isOpen }) => isOpen).length,
      resets: of.reduce((sum, { resets }) => sum + resets, 0),
      troubles: of,
    }))
    .toSorted((one, other) => other.adapters - one.adapters || other.resets - one.resets);
};

export interface FleetQuestion {
  readonly groupBy: Grouping;
  /** How far back resets and rates are looked at; a PromQL duration. */
  readonly window: string;
  /** Labels by which scraped hosts are told apart. */
  readonly identity: readonly string[];
}

/** Counters that are old, or a heart that is late. */
const silentQuery = (by: string): string =>
  `max by (${by}) (ena_sample_age_seconds > 60) or max by (${by}) (ena_heartbeat_age_seconds > 0.5 * ena_heartbeat_limit_seconds)`;

/** Known within the window and not now, though the host is still to be scraped: what was taken away on purpose is not meant. */
const unansweredQuery = (by: string, scrape: string, window: string): string =>
  `topk by (${by}) (1, last_over_time(ena_adapter_info[${window}])) unless on (${by}) ena_adapter_info and on (${scrape}) (up == 0)`;

/** Asks how a fleet is. `undefined` where the server knows of no adapter, nor knew within the window. */
export const askFleet = async (query: Query, question: FleetQuestion): Promise<FleetReport | undefined> => {
  const { window, groupBy } = question;
  const identity = identityOf(question.identity);
  const by = identity.join(', ');
  const adaptersOf = async (promql: string) => (await query(promql)).map(({ labels }) => adapterOf(labels, identity));

  const fleet = await populations(query);
  const unanswered = await adaptersOf(unansweredQuery(by, question.identity.join(', '), window));
  if (fleet.length === 0 && unanswered.length === 0) return undefined;
  const found = await troubles(query, identity, window);
  return {
    schema: 'enakit/fleet/1',
    adapters: fleet.reduce((sum, { adapters }) => sum + adapters, 0),
    inTrouble: distinct(found),
    unanswered,
    silent: await adaptersOf(withInfo(silentQuery(by), identity)),
    populations: fleet.toSorted((one, other) => other.adapters - one.adapters),
    groupedBy: groupBy,
    groups: groupTroubles(found, groupBy),
    bugs: await suspectedBugs(query, identity, window, fleet),
    outliers: await outliers(query, identity, window),
  };
};
