import { readdirSync, readFileSync } from 'node:fs';

/** `sysconf(_SC_CLK_TCK)` of Linux, in which /proc counts. */
const ticksPerSecond = 100;

/** Seconds of the processor that processes took so far, by the name of their threads. */
export type ProcessorTime = ReadonlyMap<string, number>;

const statsOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    try {
      return readFileSync(`/proc/${pid}/task/${task}/stat`, 'utf8');
    } catch {
      return []; // The thread has ended meanwhile; what it took is lost, and was little.
    }
  });

/** Reads it. */
export const processorTimeOf = (pids: readonly number[]): ProcessorTime => {
  const byThread = new Map<string, number>();
  for (const stat of pids.flatMap(statsOf)) {
    const nameEnd = stat.lastIndexOf(')');
    const fields = stat.slice(nameEnd + 2).split(' ');
    const seconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
    byThread.set(name, (byThread.get(name) ?? 0) + seconds);
  }
  return byThread;
};

/** What of it was taken in between, in seconds, by threads whose name fits. */
export const between = (before: ProcessorTime, after: ProcessorTime, fits = /./): number => {
  let sum = 0;
  for (const [name, seconds] of after) if (fits.test(name)) sum += seconds - (before.get(name) ?? 0);
  return sum;
};

/** Share of all processors that was in use, by anybody; 0 to 1. */
export class Load {
  #last = readLoad();

  since(): number {
    const [busy, all] = readLoad();
    const [lastBusy, lastAll] = this.#last;
    this.#last = [busy, all];
    return (busy - lastBusy) / Math.max(all - lastAll, 1);
  }
}

const readLoad = (): [busy: number, all: number] => {
  const numbers = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = numbers.reduce((sum, ticks) => sum + ticks, 0);
  return [all - numbers[3]! - numbers[4]!, all];
};
