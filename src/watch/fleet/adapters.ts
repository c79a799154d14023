import { isLabel, keyOf, zoneLabels } from './identity.ts';
import type { Query, Row } from './prometheusApi.ts';

/** An adapter of the fleet, as its info metric tells. What is not told is "unknown". */
export interface FleetAdapter {
  readonly key: string;
  /** For people: the host's name or the scraped address. */
  readonly host: string;
  readonly adapter: string;
  readonly version: string;
  readonly kernel: string;
  readonly type: string;
  readonly zone: string;
}

const unknown = 'unknown';

export const adapterOf = (labels: Row['labels'], identity: readonly string[]): FleetAdapter => ({
  key: keyOf(labels, identity),
  host: labels.host ?? labels.instance ?? unknown,
  adapter: labels.adapter ?? unknown,
  version: labels.version ?? unknown,
  kernel: labels.kernel ?? unknown,
  type: labels.instance_type ?? unknown,
  zone: zoneLabels.map((name) => labels[name]).find((zone) => zone !== undefined) ?? unknown,
});

/** What of the info metric is joined to other answers: what people group by. Labels that nobody put there stay away. */
const joined = ['host', 'interface', 'version', 'kernel', 'instance_type', ...zoneLabels] as const;

/**
 * A query whose rows carry the labels of the adapter's info metric. An agent that was started anew with another driver
 * leaves both infos in the last five minutes: the newest counts once.
 */
export const withInfo = (promql: string, identity: readonly string[]): string => {
  const on = identity.filter(isLabel).join(', ');
  return `(${promql}) * on (${on}) group_left (${joined.join(', ')}) topk by (${on}) (1, ena_adapter_info)`;
};

/** A group of adapters that are alike in version, kernel and type. */
export interface Population {
  readonly version: string;
  readonly kernel: string;
  readonly type: string;
  readonly adapters: number;
}

/** What the fleet is made of: as many rows as there are kinds, however many adapters. */
export const populations = async (query: Query): Promise<readonly Population[]> => {
  const rows = await query('count by (version, kernel, instance_type) (ena_adapter_info)');
  return rows.map(({ labels, value }) => ({
    version: labels.version ?? unknown,
    kernel: labels.kernel ?? unknown,
    type: labels.instance_type ?? unknown,
    adapters: value,
  }));
};
