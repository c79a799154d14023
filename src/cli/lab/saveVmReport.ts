import { join } from 'node:path';
import { areAlike } from '../../lab/vmDrill/likeness.ts';
import { isAsItShould } from '../../lab/vmDrill/matrix.ts';
import { makeFolder } from '../makeFolder.ts';
import { writeAtomically } from '../writeAtomically.ts';
import { placeOf, unmetText } from './reportFolder.ts';
import { type Row, vmDrillJson } from './vmDrillJson.ts';
import { apartLines, attemptsText, nameOf } from './vmDrillText.ts';

const cellOf = (row: Row | undefined): string => {
  if (row === undefined) return '';
  if (row.kind === 'skipped') return row.kind;
  const truth = isAsItShould(row) ? 'truth' : row.kind === 'drilled' ? '**not the truth**' : '**failed**';
  const at = row.earlier.length === 0 ? '' : `, attempt ${row.earlier.length + 1}`;
  const differs = row.kind === 'drilled' && !areAlike(row.likeness) ? ', simulation differs' : '';
  return `[${truth}${at}${differs}](${placeOf(row)}/)`;
};

const detailsOf = (row: Row): string[] => {
  const all = [
    ...attemptsText(row),
    ...(isAsItShould(row) && row.kind === 'drilled' ? [] : [unmetText(row)]),
    ...(row.kind === 'drilled' ? apartLines(row.likeness) : []),
  ];
  return all.map((line) => `- ${nameOf(row)}: ${line.replaceAll('`', "'")}`);
};

/** How many of which kind, kernel by kernel. */
const sums = (rows: readonly Row[]): string[] =>
  [...new Set(rows.map(({ voice }) => voice.name))].map((name) => {
    const own = rows.filter(({ voice }) => voice.name === name);
    const ran = own.filter(({ kind }) => kind !== 'skipped');
    const met = ran.filter(isAsItShould);
    const late = met.filter(({ earlier }) => earlier.length > 0);
    const releases = new Set(own.flatMap((row) => (row.kind === 'drilled' ? [row.drill.release] : [])));
    const alike = own.filter((row) => row.kind === 'drilled' && areAlike(row.likeness));
    return `- Linux ${[...releases].join(', ') || name}: ${met.length} of ${ran.length} end as the catalogue says, ${late.length} of them not at the first attempt; ${alike.length} are shown alike by the simulation; ${own.length - ran.length} skipped.`;
  });

const markdown = (rows: readonly Row[]): string => {
  const voices = [...new Set(rows.map(({ voice }) => voice.name))];
  const faults = [...new Set(rows.map(({ fault }) => fault.name))];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = faults.map((fault) =>
    line([
      fault,
      ...voices.map((voice) => cellOf(rows.find((row) => row.fault.name === fault && row.voice.name === voice))),
    ]),
  );
  return [
    '# Drills with real drivers',
    '',
    ...sums(rows),
    '',
    line(['Fault', ...voices]),
    line(['---', ...voices.map(() => '---')]),
    ...table,
    '',
    '## Differences',
    '',
    ...rows.flatMap(detailsOf),
    '',
  ].join('\n');
};

/** Writes `report.md` and `report.json`; the evidence lies there already, in a folder for each drill. @throws UnwritableFile */
export const saveVmReport = async (folder: string, rows: readonly Row[]): Promise<void> => {
  await makeFolder(folder);
  await writeAtomically(join(folder, 'report.md'), markdown(rows));
  await writeAtomically(join(folder, 'report.json'), vmDrillJson(rows));
};
