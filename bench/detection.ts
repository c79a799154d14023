import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Fault } from '../src/lab/faults/fault.ts';
import { faults } from '../src/lab/faults/index.ts';
import { truthOf } from '../src/lab/judge.ts';
import { MachineProblem } from '../src/lab/vm/problems.ts';
import { whyNot } from '../src/lab/vmDrill/vmDrill.ts';
import { findVoice } from '../src/lab/voices.ts';
import type { Snapshot } from '../src/watch/http/wire.ts';
import { machineFacts } from './contest.ts';
import { costOfTelling } from './detection/costOfTelling.ts';
import { type Detection, measureFault } from './detection/measureFault.ts';
import { bootWatched, comesUp, guestParts, type WatchedGuest } from './detection/watchedGuest.ts';

/**
 * `node bench/detection.ts [--kernel NAME] [--only REGEX]`: how long after a fault was laid at the adapter the unmodified
 * driver logs, and how long after that the built agent, in the same machine, tells. One fault of each kind that shows.
 */
const { values } = parseArgs({
  options: { kernel: { type: 'string', default: '6.12' }, only: { type: 'string', default: '' } },
});
const voice = findVoice(values.kernel)!;
const quietMs = 5000;
const longestQuietMs = 180_000;

const truth = (fault: Fault) => truthOf(fault, voice);
const shows = (fault: Fault): boolean => truth(fault).problems.length + truth(fault).reasons.length > 0;
const ofKind = Object.values(Object.groupBy(faults.filter(shows), ({ name }) => name.split(':', 1)[0]!));
/** First what can be suffered one after the other, then what changes the driver for good, then what nobody gets over. */
const rank = (fault: Fault): number =>
  (fault.when === 'boot' ? 4 : 0) + (truth(fault).outcome === 'lost' ? 2 : 0) + (/^hints-/.test(fault.name) ? 1 : 0);
const measured = ofKind
  .map((kind) => kind![0]!)
  .filter((fault) => fault.device === undefined && whyNot(fault) === undefined)
  .filter(({ name }) => new RegExp(values.only).test(name))
  .toSorted((one, other) => rank(one) - rank(other));

/** What is open already is not told again. */
const untilNews = async ({ agent }: WatchedGuest, fault: Fault): Promise<void> => {
  const until = performance.now() + longestQuietMs;
  while (performance.now() < until) {
    const { state } = await agent.page<Snapshot>('/api/now');
    const isOpen = state.problems.some(({ finding }) => truth(fault).problems.includes(finding.id));
    if (state.incidents.length === 0 && (truth(fault).reasons.length > 0 || !isOpen)) return;
    await wait(quietMs);
  }
};

const seconds = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(2));
const whatOf = ({ first }: Detection): string => {
  if (first === undefined) return 'nothing';
  return 'problem' in first ? `problem ${first.problem.finding.id}` : 'incident';
};
const print = (...cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);

const report = (found: Detection): void => {
  const { logged, read, told, warned, fault } = found;
  const after = logged === undefined || told === undefined ? undefined : told - logged;
  print(fault.name, seconds(logged), seconds(read), seconds(warned), seconds(told), seconds(after), whatOf(found));
};

const folder = await mkdtemp(join(tmpdir(), 'ena-'));
let kept: WatchedGuest | undefined;
try {
  const costMs = await costOfTelling();
  console.log(`From line to telling, the agent computes for ${costMs.toFixed(0)} ms, the first time.\n`);
  const parts = await guestParts(values.kernel, folder);
  console.log(`${machineFacts()}; Linux ${parts.kernel.release} by ${parts.accelerator}\n`);
  print('Fault', 'Driver logs', '`cat` has it', 'Late keep-alive told', 'Agent tells', 'After the driver', 'Told');
  print('---', '---:', '---:', '---:', '---:', '---:', '---');
  const all: Detection[] = [];
  for (const fault of measured) {
    try {
      kept ??= await bootWatched(parts);
      await untilNews(kept, fault);
      if (fault.when === 'boot') await kept.guest.clear();
      const found = await measureFault(kept.guest, kept.agent, fault);
      all.push(found);
      report(found);
      if (truth(fault).outcome !== 'lost' && (await comesUp(kept.guest))) continue;
    } catch (error) {
      if (!(error instanceof MachineProblem)) throw error;
      print(fault.name, '', '', '', '', '', `the machine: ${error.message}`);
    }
    await kept?.guest.close();
    kept = undefined;
  }
  const after = all.flatMap(({ logged, told }) => (logged === undefined || told === undefined ? [] : told - logged));
  const sorted = after.toSorted((one, other) => one - other);
  const [median, longest] = [sorted[sorted.length >> 1], sorted.at(-1)];
  console.log(`\nAfter the driver: median ${seconds(median)} s, longest ${seconds(longest)} s, of ${sorted.length}.`);
  const unsure = Math.max(...all.map((one) => one.unsure));
  console.log(`Since the fault: ±${seconds(unsure)} s. Load of this machine: ${loadavg()[0]!.toFixed(1)}.`);
} finally {
  await kept?.guest.close();
  await rm(folder, { recursive: true, force: true });
}
