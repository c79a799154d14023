import type { Told } from '../happening.ts';
import type { LogEntry, Series } from './wire.ts';

/** What was. Spans are milliseconds since 1970, both ends included. */
export interface History {
  /** Values of a counter, thinned to `most` points by keeping the last of each stretch. */
  series(adapter: string, name: string, fromMs: number, toMs: number, most: number): Series;
  /** The newest `most` happenings, oldest first. */
  happenings(fromMs: number, toMs: number, most: number): readonly Told[];
  /** The newest `most` lines, oldest first. */
  lines(fromMs: number, toMs: number, most: number): readonly LogEntry[];
}
