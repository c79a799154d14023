import { join } from 'node:path';
import { inBenchFolder } from './benchFolder.ts';
import { contest, machineFacts, standingsTable } from './contest.ts';
import { generateLog } from './generateLog.ts';
import { literalSearches } from './literalSearch.ts';
import { packagedEna } from './packagedEna.ts';

/** `node bench/pathological.ts [MIB] [ROUNDS]`: a log in which every line is ENA's, so that none can be passed over. */
const [mib = '64', rounds = '3'] = process.argv.slice(2);

await inBenchFolder((folder) => {
  const log = join(folder, 'every-line.log');
  const { lines } = generateLog(log, { bytes: Number(mib) * 2 ** 20, adapterShare: 1 });
  console.log(`${machineFacts()}\n${mib} MiB, ${lines} lines, all of them ENA's\n`);
  const standings = contest(
    [
      { name: 'ena doctor', command: [...packagedEna(), 'doctor', '--json', log], exitCodes: [1] },
      ...literalSearches(log, folder).filter(({ name }) => name.endsWith('counting')),
    ],
    Number(rounds),
    folder,
  );
  console.log(standingsTable(standings));
  console.log(`\nena doctor: ${Math.round(lines / (standings[0]!.medianMs / 1000))} lines per second`);
});
