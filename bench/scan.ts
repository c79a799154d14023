import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inBenchFolder } from './benchFolder.ts';
import { contest, machineFacts, standingsTable } from './contest.ts';
import { generateLog } from './generateLog.ts';
import { literalSearches } from './literalSearch.ts';

/** `node bench/scan.ts [--gib N] [--rounds N]`: the scan alone, without readers and rules, against grep and ripgrep. */
const { values } = parseArgs({
  options: { gib: { type: 'string', default: '1' }, rounds: { type: 'string', default: '5' } },
});

await inBenchFolder((folder) => {
  const log = join(folder, 'kernel.log');
  const { lines, adapterLines } = generateLog(log, { bytes: Number(values.gib) * 2 ** 30 });
  console.log(`${machineFacts()}\n${values.gib} GiB, ${lines} lines, ${adapterLines} of them ENA's\n`);
  const scanOnce = join(import.meta.dirname, 'scanOnce.ts');
  const standings = contest(
    [
      { name: 'scan', command: [process.execPath, scanOnce, log] },
      { name: 'scan, one thread', command: [process.execPath, scanOnce, log, '0'] },
      { name: 'Node starting', command: [process.execPath, '-e', '0'] },
      ...literalSearches(log, folder),
    ],
    Number(values.rounds),
    folder,
  );
  console.log(standingsTable(standings));
  const count = (name: string): number =>
    Number.parseInt(readFileSync(standings.find(({ contestant }) => contestant.name === name)!.outputPath, 'utf8'), 10);
  const [ours, theirs] = [count('scan'), count('ripgrep, counting')];
  console.log(`\nlines found: ${ours}; by ripgrep: ${theirs}`);
  if (ours !== theirs) process.exitCode = 1;
});
