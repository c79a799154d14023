import type { Blindness, Counter, CounterFamily, Counters, Observation, Place } from '../observation.ts';
import type { Surroundings, TextLine } from '../section.ts';
import type { CounterRow } from './counterRow.ts';
import { placeOf } from './place.ts';

/** More rows than the largest instance has (128 queues of some 60 rows) times two; the rest of a table is dropped. */
export const mostRows = 20_000;

interface Column {
  readonly host?: string;
  readonly interface?: string;
  readonly side?: 'before' | 'after';
  readonly values: Map<string, Counter>;
}

/** Gathers counters by whose they are, at most `mostRows` of them, and tells them as one snapshot each. */
export class CounterTable {
  readonly around: Surroundings;
  readonly columns = new Map<string, Column>();
  #rows = 0;
  #overflow: Place | undefined;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** True when the table already has this counter of this adapter: the row belongs to a later snapshot. */
  has(row: CounterRow): boolean {
    return this.columns.get(columnKey(row))?.values.has(row.name) ?? false;
  }

  /** Adds the row; the first value of a name stays. */
  add(row: CounterRow, line: TextLine): void {
    if (this.#rows >= mostRows) {
      this.#overflow ??= placeOf(line, this.around.source);
      return;
    }
    const key = columnKey(row);
    let column = this.columns.get(key);
    if (column === undefined) {
      const { host, interface: name, side } = row;
      column = { ...(host && { host }), ...(name && { interface: name }), ...(side && { side }), values: new Map() };
      this.columns.set(key, column);
    }
    if (!column.values.has(row.name)) {
      column.values.set(row.name, { value: row.value, place: placeOf(line, this.around.source) });
      this.#rows += 1;
    }
  }

  /** The names of all counters, each once per adapter. */
  *names(): Generator<string> {
    for (const column of this.columns.values()) {
      yield* column.values.keys();
    }
  }

  /**
   * One `Counters` per adapter (two for a diff: before, after), and a word about rows that were dropped.
   * `owner` is the interface of rows that name none.
   */
  observations(family: CounterFamily, owner: string | undefined): Observation[] {
    const seen: Observation[] = [];
    const { wallMs } = this.around;
    for (const column of sidesResolved([...this.columns.values()])) {
      const name = column.interface ?? owner;
      seen.push({
        kind: 'counters',
        family,
        when: wallMs === undefined ? {} : { wallMs },
        ...(name !== undefined && { interface: name }),
        ...(column.host !== undefined && { host: column.host }),
        values: column.values,
      } satisfies Counters);
    }
    if (this.#overflow !== undefined) {
      seen.push({
        kind: 'unseen',
        place: this.#overflow,
        what: `The table of counters has more than ${mostRows} rows; the rest was not read. Give one adapter's counters at a time.`,
      } satisfies Blindness);
    }
    return seen;
  }
}

function columnKey(row: CounterRow): string {
  return `${row.host ?? ''}|${row.interface ?? ''}|${row.side ?? ''}`;
}

/** In a diff, rows without a mark hold for both sides; one side alone is no diff but somebody's way of marking rows. */
function sidesResolved(columns: Column[]): Column[] {
  const before = columns.find((column) => column.side === 'before');
  const after = columns.find((column) => column.side === 'after');
  const both = columns.filter((column) => column.side === undefined);
  if (before === undefined || after === undefined) {
    return columns;
  }
  const shared = both.flatMap((column) => [...column.values]);
  return [before, after].map((column) => ({ ...column, values: new Map([...shared, ...column.values]) }));
}
