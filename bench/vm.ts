import { parseArgs } from 'node:util';
import { inBenchFolder } from './benchFolder.ts';
import { machineFacts } from './contest.ts';
import { packagedEna } from './packagedEna.ts';
import { adapters } from './vm/adapters.ts';
import { type BenchMachine, bootBench } from './vm/benchMachine.ts';
import { type Measure, measures } from './vm/measures.ts';
import { between, Load, processorTimeOf } from './vm/processorTime.ts';
import type { ServeCommand } from './vm/serve.ts';
import { type Round, standingsTable } from './vm/standings.ts';

/**
 * `node bench/vm.ts [--rounds N] [--seconds N] [--only TEXT] [--mtu N] [--serve COMMAND]`, as root: our adapter against QEMU's own in one
 * machine, by turns, each on a TAP. `--serve` names another command than the package's `ena`, such as
 * `node --cpu-prof src/cli/main.ts`.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    mtu: { type: 'string', default: '1500' },
    serve: { type: 'string' },
  },
});

const guestThread = /^CPU /;

// Each TAP and each served process has a listener of the end.
process.setMaxListeners(4 * adapters.length);

/** All adapters, one after another, each time beginning with another one. */
const round = async (bench: BenchMachine, measure: Measure, ordinal: number): Promise<Round> => {
  const { machine, places, qemuPid, serverPids } = bench;
  const time = () => processorTimeOf([qemuPid, ...serverPids]);
  const empty = () => new Array<number>(adapters.length).fill(Number.NaN);
  const taken = { measure, amounts: empty(), costs: empty(), ownCosts: empty() };
  for (let turn = 0; turn < adapters.length; turn++) {
    const index = (turn + ordinal) % adapters.length;
    const before = time();
    const { amount, bits } = await measure.take(machine, places[index]!, Number(values.seconds));
    const after = time();
    const guest = between(before, after, guestThread);
    const all = between(before, after);
    taken.amounts[index] = amount;
    taken.costs[index] = all / (bits / 1e9);
    taken.ownCosts[index] = (all - guest) / (bits / 1e9);
  }
  return taken;
};

await inBenchFolder(async (folder) => {
  const command = (values.serve?.split(' ') as ServeCommand | undefined) ?? packagedEna();
  const bench = await bootBench(folder, command, Number(values.mtu));
  try {
    const rounds: Round[] = [];
    const chosen = measures.filter(({ name }) => name.includes(values.only));
    // Warms up: what V8 has not compiled yet is another program.
    for (const measure of chosen) await round(bench, measure, 0);
    const load = new Load();
    for (let ordinal = 0; ordinal < Number(values.rounds); ordinal++) {
      for (const measure of chosen) {
        const taken = await round(bench, measure, ordinal);
        rounds.push(taken);
        process.stderr.write(`${measure.name}: ${taken.amounts.map((amount) => amount.toFixed(0)).join(' ')}\n`);
      }
    }
    const busy = `processors ${Math.round(load.since() * 100)} % in use meanwhile, by all`;
    console.log(`${machineFacts()}\n${bench.facts}; ${values.rounds} rounds of ${values.seconds} s; ${busy}\n`);
    console.log(standingsTable(rounds));
  } finally {
    await bench.close();
  }
});
