import type { LogLine, Moment, Place } from '../evidence/observation.ts';
import type { EventId } from '../spec/events/index.ts';
import type { Blame } from './report.ts';
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

/** The driver has some hundred functions. */
const maxFrames = 256;
const maxStuck = 1000;
/** A trace is some hundred lines; what comes later belongs to something else. */
const longestTrace = 250;

/**
 * Functions through which every packet passes: in the trace of a fault further up the stack they are mere bystanders.
 * In any other function the driver was at work for itself.
 */
const packetPath = /^(?:ena_)?(?:io_poll|xdp_io_poll|clean_rx_irq|clean_tx_irq|start_xmit|intr_msix_io)$/;

interface Frame {
  readonly place: Place;
  readonly function: string;
  /** The instruction pointer stood here, or the driver was at work for itself. */
  readonly own: boolean;
}

interface Trace {
  readonly kind: Kind;
  readonly when: Moment;
  readonly place: Place;
  frame: Frame | undefined;
}

/** Reads stack traces: a crash or a warning is the driver's only where the driver's own functions stand in the trace. */
export class Traces {
  readonly #open = new Map<string, Trace>();
  /** The last one of each log: the kernel repeats a crash's registers below its end. */
  readonly #ended = new Map<string, Trace>();
  readonly #frames = new Set<string>();
  readonly #stuck: Trace[] = [];
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
      const frame = frameOf(line);
      if (frame === undefined) return;
      if (this.#frames.size < maxFrames) this.#frames.add(frame.function);
      if (open !== undefined && isWithin(open, line)) {
        if (open.frame === undefined || (frame.own && !open.frame.own)) open.frame = frame;
      } else if (line.values.ip !== undefined && !isRepeated(this.#ended.get(key), frame, line)) {
        // The excerpt begins below the headline; an instruction pointer in the driver is a crash all the same.
        this.#open.set(key, { kind: 'crash', when: line.when, place: line.place, frame });
      }
    } else if (line.event === 'trace-end') this.#close(key, open);
  }

  /** Functions of the driver in any trace. */
  get frames(): ReadonlySet<string> {
    return this.#frames;
  }

  /** Whether the CPU or task that the kernel reports stuck in this line stood in code of the driver, or below it. */
  isStuckInDriver({ source, line }: Place): boolean {
    return [...this.#stuck, ...this.#open.values()].some(
      ({ kind, frame, place }) => kind === 'other' && frame && place.source === source && place.line === line,
    );
  }

  /** Judges the traces that have no end yet, into a tally of its own. */
  judgeOpen(tally: Tally): void {
    for (const trace of this.#open.values()) judge(trace, tally);
  }

  #close(key: string, trace: Trace | undefined): void {
    this.#open.delete(key);
    if (trace === undefined) return;
    this.#ended.set(key, trace);
    if (trace.kind === 'other' && trace.frame !== undefined && this.#stuck.length < maxStuck) this.#stuck.push(trace);
    judge(trace, this.#tally);
  }
}

/** A `?` marks what merely lay on the stack from an earlier call: no frame. */
const frameOf = ({ place, values }: LogLine): Frame | undefined => {
  const name = String(values.function ?? '');
  if (name.startsWith('?')) return undefined;
  return { place, function: name, own: values.ip !== undefined || !packetPath.test(name) };
};

const judge = (trace: Trace, tally: Tally): void => {
  if (trace.frame === undefined || trace.kind === 'other') return;
  const id = trace.kind === 'crash' ? 'driver-kernel-panic' : 'driver-warning-splat';
  const values = { function: trace.frame.function, ...(!trace.frame.own && { bystander: 1 }) };
  const blame: Blame = trace.frame.own ? 'driver' : 'unknown';
  const weight = {
    blame,
    ...(!trace.frame.own && { confidence: 'possible' as const }),
    // Every packet passes through the driver: a check that failed elsewhere says nothing of it, and nothing died.
    ...(!trace.frame.own && trace.kind === 'warning' && { severity: 'notice' as const }),
  };
  tally.add({ id, when: trace.when, place: trace.place, values, ...weight });
  if (trace.frame.place !== trace.place) tally.add({ id, place: trace.frame.place, times: 0, ...weight });
};

const isRepeated = (ended: Trace | undefined, frame: Frame, line: LogLine): boolean =>
  ended?.kind === 'crash' && ended.frame?.function === frame.function && isWithin(ended, line);

const isWithin = (trace: Trace, line: LogLine) => line.place.line - trace.place.line <= longestTrace;
