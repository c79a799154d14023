import { inBenchFolder } from './benchFolder.ts';
import { contest, machineFacts, standingsTable } from './contest.ts';
import { packagedEna } from './packagedEna.ts';

/** `node bench/startup.ts [ROUNDS]`: how long `ena` takes to say a sentence, against Node saying nothing. */
const rounds = Number(process.argv[2] ?? 20);

await inBenchFolder((folder) => {
  console.log(`${machineFacts()}\n`);
  const standings = contest(
    [
      { name: 'node', command: [process.execPath, '-e', '0'] },
      { name: 'ena explain', command: [...packagedEna(), 'explain', 'wd_expired'] },
    ],
    rounds,
    folder,
  );
  console.log(standingsTable(standings));
});
