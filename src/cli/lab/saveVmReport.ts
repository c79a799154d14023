import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { areAlike } from '../../lab/vmDrill/likeness.ts';
import { UnwritableFile } from '../errors.ts';
import { writeAtomically } from '../writeAtomically.ts';
import { type Row, vmDrillJson } from './vmDrillJson.ts';
import { apartLines } from './vmDrillText.ts';

/** Where a drill's evidence lies in the report's folder. */
const folderOf = ({ voice, fault }: Row): string => join(voice.name, fault.name.replaceAll(':', '_'));

const cellOf = (row: Row | undefined): string => {
  if (row === undefined) return '';
  if (row.kind !== 'drilled') return row.kind;
  const truth = row.drill.differences.length === 0 ? 'truth' : '**not the truth**';
  return `[${truth}${areAlike(row.likeness) ? '' : ', simulation differs'}](${folderOf(row)}/dmesg.txt)`;
};

const detailsOf = (row: Row): string[] => {
  const name = `${row.fault.name} on ${row.voice.name}`;
  if (row.kind !== 'drilled') return [`- ${name}: ${row.kind}: ${row.why}`];
  const all = [...row.drill.differences, ...apartLines(row.likeness)];
  return all.map((line) => `- ${name}: ${line.replaceAll('`', "'")}`);
};

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

const folderAt = (path: string) =>
  mkdir(path, { recursive: true }).catch((error: Error) => {
    throw new UnwritableFile(path, error.message);
  });

/** Writes `report.md`, `report.json`, and the evidence of each drill in a folder of its own. @throws UnwritableFile */
export const saveVmReport = async (folder: string, rows: readonly Row[]): Promise<void> => {
  await folderAt(folder);
  await writeAtomically(join(folder, 'report.md'), markdown(rows));
  await writeAtomically(join(folder, 'report.json'), vmDrillJson(rows));
  for (const row of rows) {
    if (row.kind !== 'drilled') continue;
    const own = join(folder, folderOf(row));
    await folderAt(own);
    for (const { name, text } of row.drill.evidence) await writeAtomically(join(own, name), text);
  }
};
