import type { Told } from '../happening.ts';
import type { HistoryPoint } from './wire.ts';

/**
 * What was, as the page asks for it. The store on disk has it (`store/history.ts`), and `MemoryHistory` where nothing is kept.
 * Spans are milliseconds since 1970, both ends included.
 */
export interface History {
  /** How far back it may go; milliseconds. */
  readonly reachMs: number;
  /** How a statistic, by its id, stood: summed over queues, oldest first, thinned to `most` points. */
  series(adapter: string, id: string, fromMs: number, toMs: number, most: number): Promise<readonly HistoryPoint[]>;
  /** What happened after a sequence number: the first `most` of it, oldest first. */
  happenings(fromMs: number, toMs: number, afterSeq: number, most: number): Promise<readonly Told[]>;
}

const atOnce = 1000;
/** More than this of a span is not looked at: nobody reads it, and the newest is what counts. */
const mostAsked = 20_000;

/** The newest `most` happenings of a span, of one kind where it is told; oldest first. */
export const newestHappenings = async (
  history: History,
  fromMs: number,
  toMs: number,
  most: number,
  kind?: string,
): Promise<readonly Told[]> => {
  let newest: readonly Told[] = [];
  let afterSeq = 0;
  for (let asked = 0; asked < mostAsked; asked += atOnce) {
    const next = await history.happenings(fromMs, toMs, afterSeq, atOnce);
    newest = [...newest, ...next.filter((told) => kind === undefined || told.kind === kind)].slice(-most);
    afterSeq = next.at(-1)?.seq ?? afterSeq;
    if (next.length < atOnce) break;
  }
  return newest;
};
