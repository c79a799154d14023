import type { CpuLoad } from '../observation.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { placeOf } from './place.ts';

const longestRow = 400;
const mostCpus = 4_096;

/** Columns are counted from the right: the clock on the left takes one cell or two (`12:00:01 PM`). */
interface Columns {
  readonly cpu: number;
  readonly steal: number;
  readonly softirq: number;
  readonly idle: number;
}

interface OfCpu {
  samples: number;
  worst?: CpuLoad;
  average?: CpuLoad;
}

/** `mpstat` and `sar -u`, any clock and locale. Of many samples the worst and the average are told. */
export const mpstat: SectionReader = {
  kind: 'cpu',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    const columns = parseHeader(line.text);
    return columns && new LoadSection(columns, around);
  },
};

function parseHeader(text: string): Columns | undefined {
  if (text.length > longestRow || !text.includes('%idle') || !text.includes('CPU')) {
    return undefined;
  }
  const cells = text.trim().split(/\s+/);
  const fromRight = (name: string) => (cells.includes(name) ? cells.length - cells.lastIndexOf(name) : 0);
  const cpu = fromRight('CPU');
  return cpu === 0
    ? undefined
    : { cpu, steal: fromRight('%steal'), softirq: fromRight('%soft'), idle: fromRight('%idle') };
}

class LoadSection implements Section {
  readonly #around: Surroundings;
  readonly #cpus = new Map<string, OfCpu>();
  #columns: Columns;

  constructor(columns: Columns, around: Surroundings) {
    this.#columns = columns;
    this.#around = around;
  }

  take(line: TextLine): boolean {
    if (line.text.trim() === '') {
      return true;
    }
    if (line.text.length > longestRow) {
      return false;
    }
    const header = parseHeader(line.text);
    if (header !== undefined) {
      this.#columns = header;
      return true;
    }
    const cells = line.text.trim().split(/\s+/);
    const name = cells.at(-this.#columns.cpu);
    const idle = percent(cells, this.#columns.idle);
    if (cells.length < this.#columns.cpu || name === undefined || !/^(?:all|\d+)$/.test(name) || idle === undefined) {
      return false;
    }
    this.#add(name, /^\d/.test(cells[0] ?? '') || cells[0] === 'all', {
      kind: 'cpu',
      place: placeOf(line, this.#around.source),
      ...(name !== 'all' && { cpu: Number(name) }),
      steal: percent(cells, this.#columns.steal) ?? 0,
      softirq: percent(cells, this.#columns.softirq) ?? 0,
      idle,
      span: 'interval',
    });
    return true;
  }

  end(): readonly CpuLoad[] {
    const asked = /\bmpstat\b.*\s\d+(?:\s|$)/.test((this.#around.command ?? '').replace(/-P\s*\S+/, ''));
    return [...this.#cpus.values()].flatMap(({ samples, worst, average }) => {
      if (samples === 1 && average === undefined && worst !== undefined) {
        return [{ ...worst, span: asked ? 'interval' : 'since-boot' } as const];
      }
      return [...(worst ? [worst] : []), ...(average && samples !== 1 ? [average] : [])];
    });
  }

  #add(name: string, isSample: boolean, load: CpuLoad): void {
    const known = this.#cpus.get(name) ?? { samples: 0 };
    if (this.#cpus.size < mostCpus) {
      this.#cpus.set(name, known);
    }
    if (!isSample) {
      known.average = load;
      return;
    }
    known.samples += 1;
    if (known.worst === undefined || load.steal + load.softirq > known.worst.steal + known.worst.softirq) {
      known.worst = load;
    }
  }
}

function percent(cells: readonly string[], column: number): number | undefined {
  const value = column === 0 ? Number.NaN : Number(cells.at(-column)?.replace(',', '.') ?? Number.NaN);
  return value >= 0 && value <= 100 ? value : undefined;
}
