import type { LogLine, Moment, Place } from '../evidence/observation.ts';
import { unansweredRequestOffset } from '../spec/registerOffsets.ts';
import type { KnownAdapter } from './adapters.ts';
import { secondsBetween } from './moment.ts';
import type { Tally } from './tally.ts';

/** Reads further apart than this are separate hiccups: a failing probe or reset makes its reads within seconds. */
const sequenceSeconds = 30;

interface Run {
  readonly adapter: KnownAdapter | undefined;
  timeouts: number;
  /** Work failed because of it. */
  failed: boolean;
  neverAnswered: boolean;
  last: Moment;
  lastLine: number;
  readonly seen: { when: Moment; place: Place; repeats: number; values: Record<string, number | string> }[];
}

/** Lines by which a probe or a reset says that it failed for want of a register. */
const consequences = new Set([
  'register-read-failed',
  'register-value-invalid',
  'device-not-ready',
  'reset-indication-stuck',
  'probe-failed',
]);

/** Tells a single register read timeout (a notice) from a sequence, or one that made work fail (a fault). */
export class RegisterReads {
  readonly #runs = new Map<string, Run>();
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  observe(line: LogLine, adapter: KnownAdapter | undefined): void {
    if (line.event === undefined) return;
    const stream = `${line.place.source}\u0000${line.boot}\u0000`;
    const key = `${stream}${adapter?.pci ?? ''}`;
    const run = this.#runs.get(key);
    if (line.event !== 'register-read-timeout') {
      if (!consequences.has(line.event)) return;
      // The reads of old drivers name no adapter; what they made fail does.
      for (const each of [run, this.#runs.get(stream)])
        if (each !== undefined && isNear(each, line)) each.failed = true;
      return;
    }
    if (run !== undefined && isNear(run, line)) this.#extend(run, line);
    else {
      if (run !== undefined) judge(run, this.#tally);
      const begun: Run = {
        adapter,
        timeouts: 0,
        failed: false,
        neverAnswered: true,
        last: line.when,
        lastLine: line.place.line,
        seen: [],
      };
      this.#extend(begun, line);
      this.#runs.set(key, begun);
    }
  }

  /** Judges the runs that may still go on, into a tally of its own. */
  judgeOpen(tally: Tally): void {
    for (const run of this.#runs.values()) judge(run, tally);
  }

  #extend(run: Run, line: LogLine): void {
    const { expectedId, actualId, actualOffset, expectedOffset } = line.values;
    run.timeouts += line.repeats;
    run.last = line.when;
    run.lastLine = line.place.line;
    run.neverAnswered &&=
      typeof expectedId === 'number' &&
      actualId === ((expectedId + unansweredRequestOffset) & 0xffff) &&
      actualOffset === 0;
    if (run.seen.length >= 16) return;
    run.seen.push({
      when: line.when,
      place: line.place,
      repeats: line.repeats,
      values: { ...(expectedOffset !== undefined && { offset: expectedOffset }) },
    });
  }
}

const judge = (run: Run, tally: Tally): void => {
  const persistent = run.timeouts > 1 || run.failed;
  const id = persistent ? 'register-read-timeout-persistent' : 'register-read-timeout-transient';
  let counted = 0;
  for (const { when, place, repeats, values } of run.seen) {
    counted += repeats;
    tally.add({
      id,
      adapter: run.adapter,
      when,
      place,
      times: repeats,
      values: { ...values, ...(run.neverAnswered && { neverAnswered: 1 }) },
    });
  }
  if (run.timeouts > counted) tally.add({ id, adapter: run.adapter, when: run.last, times: run.timeouts - counted });
};

const isNear = (run: Run, line: LogLine): boolean => {
  const gap = secondsBetween(run.last, line.when);
  return gap === undefined ? line.place.line - run.lastLine <= 100 : Math.abs(gap) <= sequenceSeconds;
};
