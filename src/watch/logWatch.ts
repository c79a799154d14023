import type { Host } from '../evidence/live/host.ts';
import { codeOf } from '../evidence/live/host.ts';
import {
  type FollowerOptions,
  type KernelFollower,
  type LogMark,
  openKernelFollower,
  type ResumedLog,
} from '../evidence/live/kernelFollower.ts';
import type { Blindness } from './blindness.ts';
import { Chore } from './chore.ts';

/** How often it is tried again to follow a log that could not be followed. */
const retryMs = 60_000;
/** What is logged in one breath is read in one go: a reset takes several lines, and a log may never stand still. */
const breathMs = 50;
const key = 'kernel-log';
const lostKey = 'kernel-log-lost';

export interface LogWatchOptions extends Pick<FollowerOptions, 'now' | 'sink'> {
  readonly host: Host;
  readonly blindness: Blindness;
  readonly onLine: NonNullable<FollowerOptions['onLine']>;
  readonly resumed?: ResumedLog;
}

/** The kernel log, as long as it can be followed; and again, when it can. */
export class LogWatch {
  readonly #options: LogWatchOptions;
  #follower: KernelFollower | undefined;
  #resumed: ResumedLog | undefined;
  /** How far it was read when nothing was going on. */
  #quiet: LogMark | undefined;
  readonly #retry: Chore;
  #lost = 0;

  constructor(options: LogWatchOptions) {
    this.#options = options;
    this.#resumed = options.resumed;
    this.#quiet = options.resumed?.from;
    this.#retry = new Chore(retryMs, options.host.elapsedMs());
  }

  /** From where an agent that comes later has to go on. */
  get resumed(): ResumedLog | undefined {
    const seen = this.#follower?.mark ?? this.#resumed?.seen;
    return seen === undefined ? undefined : { from: this.#quiet ?? seen, seen };
  }

  /** Nothing goes on: what was read so far is done with. */
  settle(): void {
    this.#quiet = this.#follower?.mark ?? this.#quiet;
  }

  /** Opens the log where it is not. Never rejects. */
  async open(): Promise<void> {
    const { host, now, sink, onLine, blindness } = this.#options;
    if (this.#follower !== undefined || !this.#retry.isDue(host.elapsedMs())) return;
    const onLost = (lines: number) => {
      this.#lost += lines;
    };
    const resumed = this.#resumed;
    try {
      this.#follower = await openKernelFollower({ host, now, sink, onLine, onLost, ...(resumed && { resumed }) });
      blindness.clear(key, `The kernel log is seen again (${this.#follower.source}).`);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      blindness.note(
        key,
        `The kernel log cannot be followed (${why}): resets are told by counters alone. Run the agent as root, or let it read /dev/kmsg or the journal.`,
      );
    }
  }

  /** Reads some of what came since. Whether there may be more. Never throws. */
  poll(): boolean {
    if (this.#follower === undefined) return false;
    let isMore = false;
    try {
      isMore = this.#follower.poll();
    } catch (thrown) {
      this.#options.blindness.note(key, `Reading the kernel log failed (${codeOf(thrown)}); it is tried again.`);
      this.close();
    }
    if (this.#lost === 0) return isMore;
    const lines = this.#lost === 1 ? 'One line of the kernel log was' : `${this.#lost} lines of the kernel log were`;
    this.#options.blindness.note(lostKey, `${lines} overwritten before the agent could read it.`);
    this.#options.blindness.forget(lostKey);
    this.#lost = 0;
    return isMore;
  }

  /** Waits so long, or until something was logged and what comes with it may have been. Never rejects. */
  async pause(limitMs: number, signal: AbortSignal): Promise<void> {
    const { host } = this.#options;
    const untilMs = host.elapsedMs() + limitMs;
    const awaited = this.#follower?.awaited;
    await awaited?.(limitMs, signal);
    const leftMs = untilMs - host.elapsedMs();
    if (leftMs > 0) await host.sleep(awaited ? Math.min(leftMs, breathMs) : leftMs, signal).catch(() => {});
  }

  close(): void {
    this.#resumed = this.resumed;
    this.#follower?.close();
    this.#follower = undefined;
  }
}
