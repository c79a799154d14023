import { findingRow } from '../../diagnosis/findings/index.ts';
import { knownBugs } from '../../spec/knownBugs.ts';
import { adapterOf, type FleetAdapter, type Population, withInfo } from './adapters.ts';
import { affectedVersions, bugsInMetrics } from './bugSigns.ts';
import { keyOf } from './identity.ts';
import type { Query, Row } from './prometheusApi.ts';

/** A known defect that fits the version and the symptoms of adapters. */
export interface SuspectedBug {
  /** What stands after `known-driver-bug:`. */
  readonly name: string;
  readonly symptom: string;
  readonly fixedIn?: string;
  readonly adapters: readonly FleetAdapter[];
}

const finding = findingRow('known-driver-bug').id;

const quoted = (text: string): string => JSON.stringify(text);

/** A version as a regular expression in PromQL's double quotes. */
const anyOf = (versions: readonly string[]): string =>
  quoted(versions.map((version) => version.replaceAll(/[^A-Za-z0-9]/g, '\\$&')).join('|'));

/**
 * Adapters whose driver has a known defect and that show its signs: those whose own agent says so, which has read the
 * log, and those whose metrics say so. Versions are held against the table here, so a query goes out only for defects
 * that some version of the fleet has.
 */
export const suspectedBugs = async (
  query: Query,
  identity: readonly string[],
  window: string,
  fleet: readonly Population[],
): Promise<readonly SuspectedBug[]> => {
  const by = identity.join(', ');
  const found = new Map<string, Map<string, FleetAdapter>>();
  const note = (bug: string, row: Row): void => {
    const adapters = found.get(bug) ?? new Map<string, FleetAdapter>();
    found.set(bug, adapters.set(keyOf(row.labels, identity), adapterOf(row.labels, identity)));
  };
  const told = await query(withInfo(`ena_problem{finding=~"${finding}:.*"} > 0`, identity));
  for (const row of told) note((row.labels.finding ?? '').slice(finding.length + 1), row);
  const versions = [...new Set(fleet.map(({ version }) => version))];
  for (const { bug, query: signs } of bugsInMetrics) {
    const affected = affectedVersions(bug, versions);
    if (affected.length === 0) continue;
    const rows = await query(`ena_adapter_info{version=~${anyOf(affected)}} and on (${by}) (${signs(by, window)})`);
    for (const row of rows) note(bug.name, row);
  }
  return [...found].flatMap(([name, adapters]) => {
    const bug = knownBugs.find((row) => row.name === name);
    if (bug === undefined) return [];
    const { symptom, fixedIn } = bug;
    return { name, symptom, ...(fixedIn !== undefined && { fixedIn }), adapters: [...adapters.values()] };
  });
};
