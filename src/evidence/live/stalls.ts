import type { Stall } from '../observation.ts';
import { type Look, placeOf, readText } from './look.ts';

/** Since kernel 4.20, where the distribution has not switched it off. */
const memoryFile = '/proc/pressure/memory';
/** The time in which no task got on for lack of memory; microseconds since boot. */
const fullRow = /^full [^\n]{0,80} total=(\d{1,16})$/m;

/** How long tasks have stood still for lack of memory; undefined where the kernel does not tell. */
export const readStalls = (look: Pick<Look, 'host'>): Promise<string | undefined> => readText(look.host, memoryFile);

/** Tells which share of the time between two readings no task got on for lack of memory. */
export const tellMemoryStall = (look: Look, earlier: string, later: string, seconds: number): void => {
  const [before, after] = [earlier, later].map((text) => Number(fullRow.exec(text)?.[1]));
  if (before === undefined || after === undefined || !(after >= before) || seconds <= 0) return;
  const percent = Math.min(100, Math.round((after - before) / 1e4 / seconds));
  const text = `no task got on for lack of memory in ${percent} % of ${seconds.toFixed(1)} s`;
  const when = { wallMs: look.now().getTime() };
  look.sink({ kind: 'stall', place: placeOf(memoryFile, text), when, memoryPercent: percent } satisfies Stall);
};
