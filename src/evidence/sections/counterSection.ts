import { findStatistic } from '../../spec/statistics/index.ts';
import type { CounterFamily, Observation } from '../observation.ts';
import type { Section, Surroundings, TextLine } from '../section.ts';
import { type CounterRow, parseCounterRow } from './counterRow.ts';
import { CounterTable } from './counterTable.ts';
import { isElision } from './elision.ts';

/** Names that any driver or program could print: alone they do not make a table of ENA counters. */
const weakNames = new Set(['suspend', 'resume', 'rx_drops', 'tx_drops', 'invalid_state', 'reset_fail', 'phc_err']);
/** What every DPDK port counts, whatever its driver. */
const anyPort =
  /^[rt]x_(?:good_(?:packets|bytes)|(?:missed_)?errors|mbuf_allocation_errors|q\d+_(?:packets|bytes|errors))$/;
const queueName = /^queue_\d+_(?:rx|tx|xdp)_/;

export interface CounterSectionForm {
  /** A header line stood above: rows with unknown names belong to it too. */
  readonly headed: boolean;
  readonly family?: CounterFamily;
  /** Interface for rows that name none. */
  readonly interface?: string;
}

/** True for a name whose row may stand without a header: only one that ENA is known to count. */
export function isKnownName(name: string): boolean {
  return findStatistic(name) !== undefined || queueName.test(name);
}

/** A table of counters, one a line. Tables of other drivers are read over and yield nothing. */
export class CounterSection implements Section {
  readonly #form: CounterSectionForm;
  readonly #table: CounterTable;
  #owner: Pick<CounterRow, 'host' | 'interface'> = {};

  constructor(around: Surroundings, form: CounterSectionForm) {
    this.#form = form;
    this.#table = new CounterTable(around);
  }

  take(line: TextLine): boolean {
    if (isElision(line.text)) {
      return true;
    }
    const parsed = parseCounterRow(line.text, this.#form.headed ? undefined : isKnownName);
    if (parsed === undefined) {
      return false;
    }
    // Written by hand, the owner often stands on the first of its rows only.
    const named = parsed.interface !== undefined || parsed.host !== undefined;
    const row = named ? parsed : { ...parsed, ...this.#owner };
    const { host, interface: name } = row;
    this.#owner = { ...(host && { host }), ...(name && { interface: name }) };
    // DPDK prints `rx_q0_bytes` twice in one table; elsewhere a name that comes again begins a later snapshot.
    if (this.#form.family !== 'dpdk' && this.#table.has(row) && isKnownName(row.name)) {
      return false;
    }
    this.#table.add(row, line);
    return true;
  }

  end(): readonly Observation[] {
    const names = [...this.#table.names()];
    const found = names.map((name) => findStatistic(name));
    const known = names.filter((name, at) => found[at] !== undefined || queueName.test(name) || anyPort.test(name));
    const weak = !this.#form.headed && names.every((name) => weakNames.has(name));
    if (known.length === 0 || known.length * 2 < names.length || weak) {
      return [];
    }
    const family = this.#form.family ?? (found.some((one) => one?.family === 'dpdk') ? 'dpdk' : 'linux');
    const owner = this.#form.interface ?? (family === 'linux' ? this.#table.around.interface : undefined);
    return this.#table.observations(family, owner);
  }
}
