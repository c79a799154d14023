import { findStatistic } from '../../spec/statistics/index.ts';
import type { Counter, Counters } from '../observation.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { isInterfaceName } from './interfaceName.ts';
import { placeOf } from './place.ts';
import { findStamp } from './stamp.ts';

const longestRow = 20_000;
/** A table of more adapters than this is no table of one machine. */
const mostOwners = 64;
const nameForm = /^[A-Za-z_][\w .()/-]{0,63}$/;
const countForm = /^\d{1,20}(?:\.0{1,6})?$/;
const edges = /^[\s"']+|[\s"']+$/g;

const cellsOf = (text: string, separator: string): readonly string[] =>
  text.split(separator).map((cell) => cell.replace(edges, ''));

const separatorOf = (text: string): string | undefined => ['\t', ';', ','].find((mark) => text.includes(mark));

/**
 * A table with a column for each counter and a row for each moment, as a sampling script writes it:
 * `time,interface,bw_in_allowance_exceeded,pps_allowance_exceeded`. The first and the last row of each adapter are told.
 */
export const counterColumns: SectionReader = {
  kind: 'ethtool-statistics',
  begin(line, around) {
    const { text } = line;
    if (text.length > longestRow || !text.includes('_')) return undefined;
    const separator = separatorOf(text);
    if (separator === undefined) return undefined;
    const names = cellsOf(text, separator);
    if (!names.every((name) => nameForm.test(name) || name === '')) return undefined;
    const counted = names.filter((name) => name.includes('_') && findStatistic(name) !== undefined);
    return counted.length > 0 && names.length > 1 ? new Columns(names, separator, around) : undefined;
  },
};

class Columns implements Section {
  readonly #names: readonly string[];
  readonly #separator: string;
  readonly #around: Surroundings;
  readonly #first = new Map<string, Counters>();
  readonly #last = new Map<string, Counters>();

  constructor(names: readonly string[], separator: string, around: Surroundings) {
    this.#names = names;
    this.#separator = separator;
    this.#around = around;
  }

  take(line: TextLine): boolean {
    if (line.text.length > longestRow) return false;
    const cells = cellsOf(line.text, this.#separator);
    if (cells.length !== this.#names.length) return false;
    const counters = this.#counters(cells, line);
    if (counters === undefined) return false;
    const key = counters.interface ?? '';
    if (this.#first.has(key)) this.#last.set(key, counters);
    else if (this.#first.size < mostOwners) this.#first.set(key, counters);
    return true;
  }

  end(): readonly Counters[] {
    return [...this.#first].flatMap(([key, first]) => [first, this.#last.get(key) ?? []].flat());
  }

  #counters(cells: readonly string[], line: TextLine): Counters | undefined {
    const values = new Map<string, Counter>();
    for (const [at, name] of this.#names.entries()) {
      const cell = cells[at] ?? '';
      if (countForm.test(cell) && findStatistic(name) !== undefined)
        values.set(name, { value: Number(cell), place: placeOf(line, this.#around.source) });
    }
    if (values.size === 0) return undefined;
    const owner = cells.find(isInterfaceName) ?? this.#around.interface;
    const wallMs = cells.map(findStamp).find((stamp) => stamp !== undefined);
    return {
      kind: 'counters',
      family: 'linux',
      when: wallMs === undefined ? {} : { wallMs },
      ...(owner !== undefined && { interface: owner }),
      values,
    };
  }
}
