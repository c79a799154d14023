/**
 * Runs types, Biome and Vitest, all of them even if one fails, and ends with one line: `N passed, N failed`. With `CI` set
 * a skipped test counts as failed. `node scripts/test.ts PATH…` runs only the tests whose path matches.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Tally, tallyOf, type VitestReport } from './vitestTally.ts';

const root = dirname(import.meta.dirname);

const entitle = (title: string): void => {
  process.stdout.write(`\n== ${title}\n`);
};

/** Runs a program in the foreground. Says whether it was content. */
const runs = async (program: string, args: readonly string[]): Promise<boolean> => {
  const [code] = await once(spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }), 'exit');
  return code === 0;
};

/** Runs a program in whatever time is left over, and prints what it said once it is over. */
const runsAside = async (title: string, program: string, args: readonly string[]): Promise<boolean> => {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  entitle(title);
  process.stdout.write(said);
  return code === 0;
};

const check = async (title: string, program: string, ...args: string[]): Promise<Tally> => {
  entitle(title);
  const isMet = await runs(program, args);
  return { passed: isMet ? 1 : 0, failed: isMet ? [] : [title], skipped: [] };
};

/** Runs the tests of a project of vitest.config.ts. */
const testsOf = async (
  project: string,
  run: (program: string, args: readonly string[]) => Promise<boolean>,
): Promise<Tally> => {
  const report = join(root, `reports/${project}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', `--project=${project}`, '--passWithNoTests', ...reporters, ...process.argv.slice(2)];
  const isContent = await run('vitest', args);
  try {
    return tallyOf(JSON.parse(readFileSync(report, 'utf8')) as VitestReport, isContent);
  } catch {
    return { passed: 0, failed: [`the tests of ${project} wrote no report`], skipped: [] };
  }
};

const checks = [
  await check('Types (tsc)', 'tsc', '-p', '.'),
  await check('Types of the page (tsc)', 'tsc', '-p', 'src/dashboard/page'),
  await check('Lint and format (Biome)', 'biome', 'check', '--error-on-warnings'),
];
entitle('Tests of the code (Vitest)');
const ofCode = await testsOf('code', runs);
entitle('Tests with machines and browsers (Vitest), and beside them simulations');
const tests = [
  ofCode,
  ...(await Promise.all([
    testsOf('machines', runs),
    testsOf('simulations', (program, args) => runsAside('Simulations (Vitest)', program, args)),
  ])),
];

const tallies = [...checks, ...tests];
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const skipped = tallies.flatMap((tally) => tally.skipped);
const failed = tallies.flatMap((tally) => tally.failed);
if (process.env.CI) failed.push(...skipped.map((name) => `${name} (skipped, which CI does not allow)`));
if (tests.every((tally) => tally.passed + tally.failed.length + tally.skipped.length === 0))
  failed.push('no test matches');

process.stdout.write('\n');
if (!process.env.CI) for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
for (const name of failed) process.stdout.write(`failed: ${name}\n`);
process.stdout.write(`${passed} passed, ${failed.length} failed\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
