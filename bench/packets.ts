import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { inBenchFolder } from './benchFolder.ts';
import { machineFacts } from './contest.ts';

/**
 * `node bench/packets.ts [--bytes N] [--packets N] [--rounds N] [--only NAME] [--inlined N] [--profile FOLDER]`: packets per second
 * of device and driver in one thread, and bytes per second of long frames. Bundled first: modules that are loaded one by one run
 * slower. Rounds are short, so that some of them are not disturbed by others on the machine.
 *
 * `--inlined` is how many bytes of code V8 may join into one function, 920 unless told: a packet's way is longer than that.
 */
const { values } = parseArgs({
  options: {
    bytes: { type: 'string', default: '64' },
    packets: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '200' },
    only: { type: 'string' },
    inlined: { type: 'string', default: '920' },
    profile: { type: 'string' },
  },
});

await inBenchFolder(async (folder) => {
  const bundled = async (name: string): Promise<string> => {
    const bundle = await rolldown({ input: join(import.meta.dirname, `${name}.ts`), platform: 'node' });
    const file = join(folder, `${name}.mjs`);
    await bundle.write({ file, format: 'esm' });
    await bundle.close();
    return file;
  };
  // Young objects have so much room that none is collected during a loop: what is allocated can be seen.
  const flags = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=256'];
  if (values.profile !== undefined) flags.push('--cpu-prof', `--cpu-prof-dir=${values.profile}`);
  flags.push(`--max-inlined-bytecode-size-cumulative=${values.inlined}`);
  const { bytes, packets, rounds, only, inlined } = values;
  const run = (file: string, args: readonly string[]) =>
    execFileSync(process.execPath, [...flags, file, ...args], { stdio: 'inherit' });
  console.log(
    `${machineFacts()}\nframes of ${bytes} bytes, ${rounds} rounds of ${packets}, ${inlined} bytes inlined\n`,
  );
  run(await bundled('packetLoops'), [bytes, packets, rounds, ...(only === undefined ? [] : [only])]);
  if (only === undefined) run(await bundled('streamLoops'), []);
});
