import type { Interrupt } from '../observation.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { placeOf } from './place.ts';

/** 2,048 CPUs of 11 characters each. */
const longestRow = 24_000;
const mostVectors = 20_000;
const header = /^\s+CPU\d+(?:\s+CPU\d+)*\s*$/;
const row = /^\s*([\w-]{1,12}):\s/;
const enaName = /^(?:ena-mgmnt@pci:\S*|\S*-mgmn?t\S*pci:\S*|\S{1,20}-Tx-Rx-\d+)$/;

/** Vectors of ENA in `/proc/interrupts`: the whole file, or rows that grep let through. */
export const interrupts: SectionReader = {
  kind: 'interrupts',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    const { text } = line;
    const isHeader = text.includes('CPU') && text.length < longestRow && header.test(text);
    if (!isHeader && (text.length > longestRow || !(text.includes('-Tx-Rx-') || text.includes('mgmnt@pci')))) {
      return undefined;
    }
    const section = new VectorSection(around);
    return isHeader || section.take(line) ? section : undefined;
  },
};

class VectorSection implements Section {
  readonly #around: Surroundings;
  readonly #seen: Interrupt[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  take(line: TextLine): boolean {
    const { text } = line;
    if (text.trim() === '') {
      return true;
    }
    const number = text.length > longestRow ? null : row.exec(text);
    if (number === null) {
      return false;
    }
    const cells = text.slice(number[0].length).trim().split(/\s+/);
    const firstWord = cells.findIndex((cell) => !/^\d+$/.test(cell));
    const perCpu = cells.slice(0, firstWord < 0 ? cells.length : firstWord).map(Number);
    if (perCpu.length === 0) {
      return false;
    }
    const name = cells.at(-1) ?? '';
    if (enaName.test(name) && this.#seen.length < mostVectors) {
      this.#seen.push({ kind: 'interrupt', place: placeOf(line, this.#around.source), ...ownerOf(name), name, perCpu });
    }
    return true;
  }

  end(): readonly Interrupt[] {
    return this.#seen;
  }
}

function ownerOf(name: string): { pci?: string; interface?: string } {
  const pci = /pci:([\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d)/i.exec(name)?.[1];
  const owner = /^(\S+)-Tx-Rx-\d+$/.exec(name)?.[1];
  return { ...(pci && { pci }), ...(owner && { interface: owner }) };
}
