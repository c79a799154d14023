import type { LogLine, Moment, Place } from '../evidence/observation.ts';
import type { EventId } from '../spec/events/index.ts';
import type { Tally } from './tally.ts';

type Kind = 'crash' | 'warning' | 'other';

/** Lines with which the kernel begins a stack trace, and what the trace then is. */
const beginnings: Readonly<Partial<Record<EventId, Kind>>> = {
  'kernel-oops': 'crash',
  'kernel-panic': 'crash',
  'kernel-warning': 'warning',
  'soft-lockup': 'other',
  'hard-lockup': 'other',
  'rcu-stall': 'other',
  'hung-task': 'other',
  'page-allocation-failure': 'other',
  'out-of-memory': 'other',
};

/** A trace is some hundred lines; what comes later belongs to something else. */
const longestTrace = 250;

interface Trace {
  kind: Kind;
  readonly when: Moment;
  readonly place: Place;
  frame: { place: Place; function: string } | undefined;
}

/** Reads stack traces: a crash or a warning is the driver's only where the driver's own functions stand in the trace. */
export class Traces {
  readonly #open = new Map<string, Trace>();
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  observe(line: LogLine): void {
    if (line.event === undefined) return;
    const key = `${line.place.source}\u0000${line.boot}`;
    const open = this.#open.get(key);
    const kind = beginnings[line.event];
    if (kind !== undefined) {
      // An oops goes on to a panic: one crash. A warning may be followed by a crash of its own.
      if (open !== undefined && kind === 'crash' && open.kind === 'crash' && isWithin(open, line)) return;
      this.#close(key, open);
      this.#open.set(key, { kind, when: line.when, place: line.place, frame: undefined });
    } else if (line.event === 'trace-frame') {
      const name = String(line.values.function ?? '').replace(/^\? /, '');
      if (open !== undefined && isWithin(open, line)) open.frame ??= { place: line.place, function: name };
      else if (line.values.ip !== undefined) {
        // The excerpt begins below the headline; an instruction pointer in the driver is a crash all the same.
        this.#open.set(key, {
          kind: 'crash',
          when: line.when,
          place: line.place,
          frame: { place: line.place, function: name },
        });
      }
    } else if (line.event === 'trace-end') this.#close(key, open);
  }

  /** Judges the traces that have no end yet, into a tally of its own. */
  judgeOpen(tally: Tally): void {
    for (const trace of this.#open.values()) judge(trace, tally);
  }

  #close(key: string, trace: Trace | undefined): void {
    this.#open.delete(key);
    if (trace !== undefined) judge(trace, this.#tally);
  }
}

const judge = (trace: Trace, tally: Tally): void => {
  if (trace.frame === undefined || trace.kind === 'other') return;
  const id = trace.kind === 'crash' ? 'driver-kernel-panic' : 'driver-warning-splat';
  tally.add({ id, when: trace.when, place: trace.place, values: { function: trace.frame.function } });
  if (trace.frame.place !== trace.place) tally.add({ id, place: trace.frame.place, times: 0 });
};

const isWithin = (trace: Trace, line: LogLine) => line.place.line - trace.place.line <= longestTrace;
