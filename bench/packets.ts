import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { inBenchFolder } from './benchFolder.ts';
import { machineFacts } from './contest.ts';

/**
 * `node bench/packets.ts [--bytes N] [--packets N] [--rounds N] [--only NAME] [--profile FOLDER]`: packets per second of device
 * and driver in one thread. Bundled first: modules that are loaded one by one run slower.
 */
const { values } = parseArgs({
  options: {
    bytes: { type: 'string', default: '64' },
    packets: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
});

await inBenchFolder(async (folder) => {
  const bundle = await rolldown({ input: join(import.meta.dirname, 'packetLoops.ts'), platform: 'node' });
  const file = join(folder, 'packetLoops.mjs');
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  // Young objects have so much room that none is collected during a loop: what is allocated can be seen.
  const flags = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=256'];
  if (values.profile !== undefined) flags.push('--cpu-prof', `--cpu-prof-dir=${values.profile}`);
  const { bytes, packets, rounds, only } = values;
  const args = [...flags, file, bytes, packets, rounds, ...(only === undefined ? [] : [only])];
  console.log(`${machineFacts()}\nframes of ${bytes} bytes, ${rounds} rounds of ${packets}\n`);
  execFileSync(process.execPath, args, { stdio: 'inherit' });
});
