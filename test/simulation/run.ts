import { parseArgs } from 'node:util';
import { inWords } from './inWords.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';
import { storyOf } from './story.ts';

/**
 * `node test/simulation/run.ts --seed N`: one seed again, its story shortened where it fails.
 * `node test/simulation/run.ts --seeds COUNT [--from N]`: many, and what they came to.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    log: { type: 'boolean', default: false },
  },
});

const tell = (seed: number): boolean => {
  const story = storyOf(seed);
  const outcome = simulate(story);
  if (outcome.violation === undefined) return true;
  const short = shrink(story, outcome.violation);
  console.log(`${inWords(short)}\n  => ${outcome.violation}\n`);
  if (values.log) console.log(simulate(short).log.join('\n'));
  return false;
};

if (values.seed !== undefined) {
  const seed = Number(values.seed);
  if (tell(seed)) console.log(inWords(storyOf(seed)), '\n', { ...simulate(storyOf(seed)), log: undefined });
  else process.exitCode = 1;
} else {
  const sums = { sent: 0, received: 0, lost: 0, faults: 0, strikes: 0, resets: 0, reloaded: 0, simulatedSeconds: 0 };
  const [from, count] = [Number(values.from), Number(values.seeds)];
  let failed = 0;
  const startMs = performance.now();
  for (let seed = from; seed < from + count; seed++) {
    const outcome = simulate(storyOf(seed));
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += Number(outcome[name]);
    if ((seed - from + 1) % 1000 === 0) console.error(`${seed - from + 1} seeds, ${failed} failed`, sums);
    if (outcome.violation === undefined) continue;
    failed++;
    if (failed <= 20) tell(seed);
    else console.log(`seed ${seed}: ${outcome.violation.split('\n')[0]}`);
  }
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`${count} seeds from ${from}: ${failed} failed, ${seconds.toFixed(0)} s`, sums);
  if (failed > 0) process.exitCode = 1;
}
