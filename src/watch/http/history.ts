import type { Told } from '../happening.ts';
import type { HistoryPoint } from './wire.ts';

/**
 * What was, as the page asks for it. The store on disk has it (`store/history.ts`), and `MemoryHistory` where nothing is kept.
 * Spans are milliseconds since 1970, both ends included.
 */
export interface History {
  /** How a statistic, by its id, stood: summed over queues, oldest first, thinned to `most` points. */
  series(adapter: string, id: string, fromMs: number, toMs: number, most: number): Promise<readonly HistoryPoint[]>;
  /** What happened after a sequence number: the first `most` of it, oldest first. */
  happenings(fromMs: number, toMs: number, afterSeq: number, most: number): Promise<readonly Told[]>;
}

const atOnce = 1000;
/** More than this of a span is not looked at: nobody reads it, and the newest is what counts. */
const mostAsked = 20_000;

/** The newest `most` happenings of a span, oldest first. */
export const newestHappenings = async (
  history: History,
  fromMs: number,
  toMs: number,
  most: number,
): Promise<readonly Told[]> => {
  let newest: readonly Told[] = [];
  for (let asked = 0; asked < mostAsked; asked += atOnce) {
    const next = await history.happenings(fromMs, toMs, newest.at(-1)?.seq ?? 0, atOnce);
    newest = [...newest, ...next].slice(-most);
    if (next.length < atOnce) break;
  }
  return newest;
};
