import type { SourceSummary } from '../source.ts';
import { cpuTimesBetween } from './cpuTimes.ts';
import { type Look, readText, readThrough } from './look.ts';

const statFile = '/proc/stat';
const interruptFile = '/proc/interrupts';
/** A row per CPU and one per interrupt, a column per CPU: a few MiB on the largest hosts. */
const mostBytes = 32 * 1024 * 1024;

export const readCpuTimes = (look: Look): Promise<string | undefined> => readText(look.host, statFile, mostBytes);

/** Tells what the CPUs have done since boot. */
export const tellCpuTimes = (look: Look, times: string): SourceSummary => readThrough(look, statFile, times);

/** Tells what the CPUs did between two readings. `note` says how far apart they are. */
export const tellCpuTimesBetween = (look: Look, earlier: string, later: string, note: string): SourceSummary =>
  readThrough(look, `${statFile} (${note})`, cpuTimesBetween(earlier, later), (seen) =>
    seen.kind === 'cpu' ? { ...seen, span: 'interval' } : seen,
  );

/** Tells how often each vector of ENA interrupted which CPU. */
export const tellInterrupts = async (look: Look): Promise<readonly SourceSummary[]> => {
  const text = await readText(look.host, interruptFile, mostBytes);
  // Without a vector of ENA nothing in it is recognised, and it is still what it is.
  return text === undefined ? [] : [{ ...readThrough(look, interruptFile, text), kind: 'interrupts' }];
};
