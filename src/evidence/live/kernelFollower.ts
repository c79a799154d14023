import type { Sink } from '../observation.ts';
import type { Host, RecordDevice } from './host.ts';
import { openJournalFollower } from './journalFollower.ts';
import { openKmsgFollower } from './kmsgFollower.ts';

/** How far a log was read; JSON, to be kept over restarts. */
export type LogMark =
  | {
      readonly of: 'kmsg';
      readonly bootId: string;
      /** Sequence number of the record that comes next. */
      readonly next: number;
      /** Wall time of the boot, as it was reckoned from a record on: the clock may be set meanwhile. */
      readonly bases: readonly ClockBase[];
    }
  | { readonly of: 'journal'; readonly cursor: string };

export interface ClockBase {
  /** Sequence number of the first record it holds for. */
  readonly from: number;
  /** Milliseconds since 1970. */
  readonly bootMs: number;
}

/** Where to go on. */
export interface ResumedLog {
  /** Everything from here on is read. */
  readonly from: LogMark;
  /** Up to here it was read before: it is read again for what it means, and is not news. */
  readonly seen: LogMark;
}

export interface FollowerOptions {
  readonly host: Host;
  /** Milliseconds since 1970. */
  now(): number;
  /** Takes what the lines say, with wall time. */
  readonly sink: Sink;
  /** A line that is news: its text without header. */
  onLine?(line: { readonly atMs: number; readonly text: string }): void;
  /** Lines were overwritten before they could be read. */
  onLost(lines: number): void;
  /** Absent for who follows for the first time. */
  readonly resumed?: ResumedLog;
}

/** Follows the kernel's log. */
export interface KernelFollower {
  /** `/dev/kmsg`, or the program that reads it for us. */
  readonly source: string;
  /**
   * Reads what came since, without waiting, but only so much that what it means can be told soon. Whether there may be
   * more. Throws what the system says when it cannot be read any more.
   */
  poll(): boolean;
  /** As that of the device. */
  readonly awaited?: RecordDevice['awaited'];
  /** How far it was read. */
  readonly mark: LogMark | undefined;
  close(): void;
}

/** Why no log can be followed: one clause for each that was tried. */
export class NoKernelLog extends Error {}

/** Who follows for the first time looks back so far: a reset may be under way. */
export const lookBackMs = 300_000;

/**
 * Follows the kernel's own buffer, or the journal where that may not be read.
 *
 * @throws NoKernelLog
 */
export const openKernelFollower = async (options: FollowerOptions): Promise<KernelFollower> => {
  const refusals: string[] = [];
  for (const open of [openKmsgFollower, openJournalFollower]) {
    const follower = await open(options);
    if (!('refusal' in follower)) return follower;
    refusals.push(follower.refusal);
  }
  throw new NoKernelLog(refusals.join('; '));
};
