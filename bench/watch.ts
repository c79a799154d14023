import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { machineFacts } from './contest.ts';
import { costOf, growthOver } from './watch/cost.ts';
import { enaCounterNames } from './watch/enaTable.ts';
import { costOfNodeExporter } from './watch/nodeExporter.ts';

/** `node bench/watch.ts [SECONDS]`: what the agent costs at one look a second, and what it keeps in memory over a day. */
const seconds = Number(process.argv[2] ?? 2000);

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const row = (...cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);

console.log(`${machineFacts()}\n`);
row('What', 'Adapters × queues', 'Counters', '% of a core', 'Resident MiB');
row('---', '---', '---:', '---:', '---:');
for (const machine of [
  { adapters: 1, queues: 8 },
  { adapters: 64, queues: 32 },
]) {
  const { cpuPercent, residentMiB } = await costOf(machine, seconds, machine.adapters === 1 ? 100 : 20);
  const counters = machine.adapters * enaCounterNames(machine.queues).length;
  const of = `${machine.adapters} × ${machine.queues}`;
  row('the agent', of, String(counters), cpuPercent.toFixed(2), residentMiB.toFixed(0));
}
const exporter = await costOfNodeExporter(1000).catch(() => undefined);
if (exporter !== undefined)
  row(
    'node_exporter --collector.ethtool',
    'of this machine',
    '',
    exporter.cpuPercent.toFixed(2),
    exporter.residentMiB.toFixed(0),
  );

const begin = performance.now();
const growth = await growthOver({ adapters: 64, queues: 32 }, 24, collect);
const took = ((performance.now() - begin) / 1000).toFixed(0);
console.log(`\n64 × 32 over 24 simulated hours, in ${took} s; KiB in use after each hour:`);
console.log(growth.map(({ usedKiB }) => usedKiB).join(' '));
