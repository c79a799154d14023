import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../src/diagnosis/report.ts';
import { inBenchFolder } from './benchFolder.ts';
import { contest, machineFacts, standingsTable } from './contest.ts';
import { generateLog, type LogManifest } from './generateLog.ts';
import { literalSearches } from './literalSearch.ts';
import { packagedEna } from './packagedEna.ts';

/** Planted incidents that the report does not tell of: their findings, or the reset at that place. */
const missedIn = (report: Report, { incidents }: LogManifest): string[] => {
  const ids = new Set(report.findings.map(({ id }) => id));
  const lines = new Set(report.incidents.flatMap(({ steps }) => steps.map(({ place }) => place.line)));
  const isTold = (first: number, last: number): boolean =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index).some((line) => lines.has(line));
  return incidents
    .filter(({ finding, reset, line, lastLine }) => !ids.has(finding) || (reset && !isTold(line, lastLine)))
    .map(({ finding, line }) => `${finding} at line ${line}`);
};

/**
 * `node bench/doctor.ts [--gib N] [--rounds N] [--doctor-only]`: `ena doctor` on a generated kernel log, end to end, against
 * grep and ripgrep, which only find the lines.
 */
const { values } = parseArgs({
  options: {
    gib: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    'doctor-only': { type: 'boolean', default: false },
  },
});

await inBenchFolder((folder) => {
  const log = join(folder, 'kernel.log');
  const manifest = generateLog(log, { bytes: Number(values.gib) * 2 ** 30 });
  console.log(
    `${machineFacts()}\n${values.gib} GiB, ${manifest.lines} lines, ${manifest.adapterLines} of them ENA's\n`,
  );
  const doctor = { name: 'ena doctor', command: [...packagedEna(), 'doctor', '--json', log], exitCodes: [1] } as const;
  const standings = contest(
    values['doctor-only'] ? [doctor] : [doctor, ...literalSearches(log, folder)],
    Number(values.rounds),
    folder,
  );
  console.log(standingsTable(standings));
  const report = JSON.parse(readFileSync(standings[0]!.outputPath, 'utf8')) as Report;
  const missed = missedIn(report, manifest);
  console.log(
    `\nplanted incidents: ${manifest.incidents.length}; missed: ${missed.length} ${missed.slice(0, 5).join(', ')}`,
  );
  if (missed.length > 0) process.exitCode = 1;
});
