import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** A command that takes part in a measurement. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that mean it did its work. Default: 0. */
  readonly exitCodes?: readonly number[];
}

export interface Standing {
  readonly contestant: Contestant;
  readonly medianMs: number;
  readonly bestMs: number;
  /** The largest of all rounds; absent where /usr/bin/time is. */
  readonly peakRssMiB?: number;
  /** Where the last round's output lies. */
  readonly outputPath: string;
}

const timeProgram = '/usr/bin/time';

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const runOnce = (
  { command, env, exitCodes = [0] }: Contestant,
  outputPath: string,
): { ms: number; rssKiB?: number } => {
  const rssPath = `${outputPath}.rss`;
  const timed = existsSync(timeProgram) ? [timeProgram, '-q', '-f', '%M', '-o', rssPath, ...command] : command;
  // To a file, not to /dev/null: grep would see that nobody reads and stop at the first match.
  const output = openSync(outputPath, 'w');
  const begin = performance.now();
  const { status, stderr, error } = spawnSync(timed[0]!, timed.slice(1), {
    stdio: ['ignore', output, 'pipe'],
    env: { ...process.env, ...env },
  });
  const ms = performance.now() - begin;
  closeSync(output);
  if (error) throw error;
  if (!exitCodes.includes(status ?? -1)) throw new Error(`${command.join(' ')}: exit ${status}\n${stderr}`);
  return timed === command ? { ms } : { ms, rssKiB: Number(readFileSync(rssPath, 'utf8')) };
};

/** Runs all in turn, round after round, so that a busy moment of the machine meets everyone; one more round before warms up. */
export const contest = (contestants: readonly Contestant[], rounds: number, folder: string): Standing[] => {
  const runs = contestants.map((contestant, index) => ({
    contestant,
    outputPath: join(folder, `output-${index}`),
    ms: [] as number[],
    rssKiB: [] as number[],
  }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const run of runs) {
      const { ms, rssKiB } = runOnce(run.contestant, run.outputPath);
      if (round > 0) run.ms.push(ms);
      if (rssKiB !== undefined) run.rssKiB.push(rssKiB);
    }
  }
  return runs.map(({ contestant, outputPath, ms, rssKiB }) => ({
    contestant,
    outputPath,
    medianMs: median(ms),
    bestMs: Math.min(...ms),
    ...(rssKiB.length > 0 ? { peakRssMiB: Math.max(...rssKiB) / 1024 } : {}),
  }));
};

/** What a figure depends on. */
export const machineFacts = (): string =>
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;

/** The standings as a Markdown table; the ratio says how many times the first one's median each takes. */
export const standingsTable = (standings: readonly Standing[]): string => {
  const first = standings[0]!;
  const rows = standings.map(({ contestant, medianMs, bestMs, peakRssMiB }) =>
    [
      contestant.name,
      medianMs.toFixed(0),
      bestMs.toFixed(0),
      (medianMs / first.medianMs).toFixed(2),
      peakRssMiB?.toFixed(0) ?? '?',
      `\`${contestant.command.join(' ')}\``,
    ].join(' | '),
  );
  return [
    '| what | median ms | best ms | ratio | peak MiB | command |',
    '|---|---:|---:|---:|---:|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
};
