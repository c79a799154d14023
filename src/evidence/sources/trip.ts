import type { Readers } from '../textReader.ts';
import type { Budget } from './budget.ts';
import type { Disk } from './disk.ts';
import { problemOf, type SourceProblem } from './problems.ts';
import type { Scanner } from './scanText.ts';
import type { Shelf } from './shelf.ts';

/** What goes along through one source, however deep it is nested. */
export interface Trip {
  /** As it was given; its members have it in front of their own path. */
  readonly source: string;
  readonly budget: Budget;
  readonly shelf: Shelf;
  readonly disk: Disk;
  readonly readers: Readers;
  readonly now: () => Date;
  readonly signal: AbortSignal | undefined;
  /** Reads big plain logs. */
  readonly scanner: Scanner;
  /** Told whenever `budget.readBytes` has grown. */
  readonly onRead: (totalBytes?: number) => void;
  /** Lines read so far, told something or not. */
  lines: number;
}

/** Visits one thing; what goes wrong with it becomes its summary, and the journey goes on. */
export const attempt = async (
  trip: Trip,
  path: string,
  visit: () => Promise<void>,
): Promise<SourceProblem | undefined> => {
  try {
    trip.signal?.throwIfAborted();
    await visit();
    return undefined;
  } catch (thrown) {
    trip.signal?.throwIfAborted();
    const problem = problemOf(thrown);
    trip.shelf.note({ path, kind: 'unrecognised', lines: 0, adapterLines: 0, problem: problem.sentence });
    return problem;
  }
};
