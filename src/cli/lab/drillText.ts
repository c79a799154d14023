import type { Drill } from '../../lab/judge.ts';
import { countedChanges, loggedLines } from '../../lab/logged.ts';
import type { Palette } from '../render/terminal/paint.ts';
import { visible } from '../render/visible.ts';
import { type Column, layColumns } from './columns.ts';

const mostLines = 24;

const few = (lines: readonly string[]): string[] =>
  lines.length <= mostLines ? [...lines] : [...lines.slice(0, mostLines), `and ${lines.length - mostLines} lines more`];

const withoutNumbers = (line: string): string => line.replaceAll(/\d+/g, '0');

/** Lines in a row that differ in numbers only, as the first of them and how many there are. */
const folded = (lines: readonly string[]): string[] => {
  const begins = lines.flatMap((line, i) => {
    const before = lines[i - 1];
    return before !== undefined && withoutNumbers(before) === withoutNumbers(line) ? [] : [i];
  });
  return begins.map((begin, i) => {
    const like = (begins[i + 1] ?? lines.length) - begin - 1;
    return like === 0 ? lines[begin]! : `${lines[begin]} (and ${like} like it)`;
  });
};

const injected = ({ fault, voice, from, to }: Drill): Column => ({
  title: 'Injected',
  paragraphs: [
    fault.name,
    fault.says,
    ...Object.entries(fault.parameters ?? {}).map(([name, value]) => `${name}: ${value}`),
    `Where: ${fault.strikes}`,
    `From ${from.toFixed(1)} s to ${to.toFixed(1)} s after boot`,
    `Driver: ${voice.name}`,
  ],
});

const logged = (drill: Drill): Column => {
  const changes = countedChanges(drill).map(({ name, before, after }) => `${name}: ${before} → ${after}`);
  const lines = few(folded(loggedLines(drill))).map(visible);
  return {
    title: 'Logged and counted',
    paragraphs: [
      ...(lines.length > 0 ? lines : ['No line.']),
      ...(changes.length > 0 ? few(changes) : ['No counter changed.']),
    ],
  };
};

const concluded = ({ report, reasons, outcome }: Drill): Column => ({
  title: 'Concluded by the doctor',
  paragraphs: [
    report.summary,
    ...report.findings.map(({ severity, id, blame, confidence }) => `${severity}: ${id} (${blame}, ${confidence})`),
    `The device was told: ${reasons.length === 0 ? 'no reason of a fault' : reasons.map((reason) => `reset reason ${reason}`).join(', ')}`,
    `The adapter: ${outcome}`,
  ],
});

/** A drill for a terminal: what was injected, what came of it, what was concluded, and whether that is the truth. */
export const drillText = (drill: Drill, width: number, palette: Palette): string => {
  const { differences } = drill;
  const verdict =
    differences.length === 0
      ? [palette.green('This is the truth.')]
      : [palette.red('This is not the truth:'), ...differences.map((difference) => `  ${difference}`)];
  const columns = [injected(drill), logged(drill), concluded(drill)];
  return [...layColumns(columns, width, palette.bold), '', ...verdict, ''].join('\n');
};
