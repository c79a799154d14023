import type { DriverInfo, Observation } from '../observation.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { parseCount } from './count.ts';
import { CounterTable } from './counterTable.ts';
import { placeOf } from './place.ts';

const row = /^\s*(dev\.ena\.(\d{1,3})\.(%?[\w.]{1,120}))\s*[:=]\s*(.{0,200})$/;
const longestRow = 400;
const mostUnits = 64;

interface Unit {
  readonly first: TextLine;
  readonly about: Map<string, string>;
}

/** FreeBSD's `sysctl dev.ena`: counters of each adapter, and what `%desc`, `%driver`, `%location` say of it. */
export const freebsdSysctl: SectionReader = {
  kind: 'freebsd-sysctl',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    if (line.text.length > longestRow || !line.text.includes('dev.ena.')) {
      return undefined;
    }
    const section = new TreeSection(around);
    return section.take(line) ? section : undefined;
  },
};

class TreeSection implements Section {
  readonly #table: CounterTable;
  readonly #units = new Map<string, Unit>();

  constructor(around: Surroundings) {
    this.#table = new CounterTable(around);
  }

  take(line: TextLine): boolean {
    if (line.text.trim() === '') {
      return true;
    }
    const match = line.text.length > longestRow ? null : row.exec(line.text);
    if (match === null) {
      return false;
    }
    const [, name = '', unit = '', leaf = '', text = ''] = match;
    if (leaf.startsWith('%')) {
      const known = this.#units.get(unit) ?? { first: line, about: new Map<string, string>() };
      if (known.about.has(leaf)) {
        return false;
      }
      if (this.#units.size < mostUnits) {
        this.#units.set(unit, known);
        known.about.set(leaf, text.trim());
      }
      return true;
    }
    const value = parseCount(text.trim());
    if (value !== undefined) {
      const counter = { name, value, interface: `ena${unit}` };
      if (this.#table.has(counter)) {
        return false;
      }
      this.#table.add(counter, line);
    }
    return true;
  }

  end(): readonly Observation[] {
    const drivers = [...this.#units].map(([unit, { first, about }]): DriverInfo => {
      const version = /\bv?(\d+\.\d+\.\d+\w*)/.exec(about.get('%desc') ?? '')?.[1];
      const pci = pciOf(about.get('%location') ?? '');
      const place = placeOf(first, this.#table.around.source);
      const driver = about.get('%driver') ?? 'ena';
      return {
        kind: 'driver',
        place,
        driver,
        interface: `ena${unit}`,
        ...(version && { version }),
        ...(pci && { pci }),
      };
    });
    return [...drivers, ...this.#table.observations('freebsd', undefined)];
  }
}

/** `slot=5 function=0 dbsf=pci0:0:5:0 handle=…` → `0000:00:05.0`. */
function pciOf(location: string): string | undefined {
  const match = /\bdbsf=pci(\d{1,5}):(\d{1,3}):(\d{1,2}):(\d)\b/.exec(location);
  const hex = (digits = '0', width = 2) => Number(digits).toString(16).padStart(width, '0');
  return match === null ? undefined : `${hex(match[1], 4)}:${hex(match[2])}:${hex(match[3])}.${match[4]}`;
}
