/**
 * Runs types, Biome and Vitest one after the other, all of them even if one fails, and ends with one line:
 * `N passed, N failed`. With `CI` set a skipped test counts as failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Tally, tallyOf } from './vitestTally.ts';

const root = dirname(import.meta.dirname);
const vitestReport = join(root, 'reports/vitest.json');

const runs = (title: string, program: string, ...args: string[]): boolean => {
  process.stdout.write(`\n== ${title}\n`);
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
};

const check = (title: string, program: string, ...args: string[]): Tally => {
  const ok = runs(title, program, ...args);
  return { passed: ok ? 1 : 0, failed: ok ? [] : [title], skipped: [] };
};

const tests = (): Tally => {
  mkdirSync(dirname(vitestReport), { recursive: true });
  rmSync(vitestReport, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  const ok = runs('Tests (Vitest)', 'vitest', 'run', ...reporters, ...process.argv.slice(2));
  try {
    return tallyOf(JSON.parse(readFileSync(vitestReport, 'utf8')), ok);
  } catch {
    return { passed: 0, failed: ['Tests (Vitest) wrote no report'], skipped: [] };
  }
};

const tallies = [
  check('Types (tsc)', 'tsc', '-p', '.'),
  check('Types of the page (tsc)', 'tsc', '-p', 'src/dashboard/page'),
  check('Lint and format (Biome)', 'biome', 'check', '--error-on-warnings'),
  tests(),
];
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const skipped = tallies.flatMap((tally) => tally.skipped);
const failed = tallies.flatMap((tally) => tally.failed);
if (process.env.CI) failed.push(...skipped.map((name) => `${name} (skipped, which CI does not allow)`));

process.stdout.write('\n');
if (!process.env.CI) for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
for (const name of failed) process.stdout.write(`failed: ${name}\n`);
process.stdout.write(`${passed} passed, ${failed.length} failed\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
