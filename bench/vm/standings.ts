import { adapters } from './adapters.ts';
import type { Measure } from './measures.ts';

/** One look at each adapter, taken right after one another: places are those of `adapters`. */
export interface Round {
  readonly measure: Measure;
  readonly amounts: readonly number[];
  /** Seconds of processor per gigabit, of QEMU and of the process that serves; the guest's own part apart. */
  readonly costs: readonly number[];
  readonly ownCosts: readonly number[];
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const row = (name: string, columns: readonly (readonly number[])[], digits: number): string => {
  const medians = columns.map((values) => median(values).toFixed(digits));
  // Of each round by itself, as all adapters then met the same load.
  const ratios = columns.slice(1).map((values) => median(values.map((value, i) => columns[0]![i]! / value)).toFixed(2));
  return `| ${[name, ...medians, ...ratios].join(' | ')} |`;
};

/** Medians of all, and the medians of the ratios in which ours stands to each other one. */
export const standingsTable = (rounds: readonly Round[]): string => {
  const names = adapters.map(({ name }) => name);
  const measures = [...new Set(rounds.map(({ measure }) => measure))];
  const header = ['What', ...names, ...names.slice(1).map((name) => `to ${name}`)];
  const columnsOf = (measure: Measure, pick: (round: Round) => readonly number[]) =>
    names.map((_, index) => rounds.filter((round) => round.measure === measure).map((round) => pick(round)[index]!));
  const lines = measures.map((measure) =>
    row(
      `${measure.name}, ${measure.unit}`,
      columnsOf(measure, ({ amounts }) => amounts),
      0,
    ),
  );
  const costs = measures
    .filter(({ tellsCost }) => tellsCost)
    .flatMap((measure) => [
      row(
        `${measure.name}, CPU s/Gbit`,
        columnsOf(measure, ({ costs: all }) => all),
        2,
      ),
      row(
        `${measure.name}, without the guest’s CPU, s/Gbit`,
        columnsOf(measure, ({ ownCosts }) => ownCosts),
        2,
      ),
    ]);
  const rule = `|---|${'---:|'.repeat(header.length - 1)}`;
  return [`| ${header.join(' | ')} |`, rule, ...lines, ...costs].join('\n');
};
