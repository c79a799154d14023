import { findStatistic } from '../../spec/statistics/index.ts';
import type { CounterFamily, Observation } from '../observation.ts';
import type { Section, Surroundings, TextLine } from '../section.ts';
import { ownershipOf } from './counterOwner.ts';
import { type CounterRow, parseCounterRow } from './counterRow.ts';
import { CounterTable } from './counterTable.ts';
import { isElision } from './elision.ts';

/** What every DPDK port counts, whatever its driver. */
const anyPort =
  /^[rt]x_(?:good_(?:packets|bytes)|(?:missed_)?errors|mbuf_allocation_errors|q\d+_(?:packets|bytes|errors))$/;
const queueName = /^queue_\d+_(?:rx|tx|xdp)_/;
const asksStatistics = /\bethtool\s(?:[^|;&]{0,100}\s)?(?:-\w{0,8}S|--statistics)\b/;

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
    // Rows that any program may print must at least answer a question for statistics.
    const isAnswer = this.#form.headed || asksStatistics.test(this.#table.around.command ?? '');
    const isStray = !isAnswer && ownershipOf(names) === 'open';
    if (known.length === 0 || known.length * 2 < names.length || isStray) {
      return [];
    }
    const family = this.#form.family ?? (found.some((one) => one?.family === 'dpdk') ? 'dpdk' : 'linux');
    const owner = this.#form.interface ?? (family === 'linux' ? this.#table.around.interface : undefined);
    return this.#table.observations(family, owner);
  }
}
