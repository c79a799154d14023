import type { LogLine, Moment, Place, Stall } from '../evidence/observation.ts';
import type { EventId } from '../spec/events/index.ts';
import { secondsBetween } from './moment.ts';

/** What the machine suffered at a time: the reason why the adapter may be a victim. */
export interface Trouble {
  readonly kind: 'cpu' | 'memory' | 'task';
  readonly what: string;
  /** A CPU that stands still: a finding of its own. */
  readonly stuck: boolean;
  readonly stream: string;
  readonly when: Moment;
  readonly place: Place;
}

interface TroubleRow {
  readonly event: EventId;
  readonly kind: Trouble['kind'];
  readonly what: string;
  readonly stuck?: true;
  /** Which of the event's lines count, where not all do. */
  readonly only?: RegExp;
}

/**
 * Kernel events that starve the adapter's interrupts and pollers, or its buffers. Left out on purpose: perf and hrtimer
 * notes and hogging work items (milliseconds, on every busy host), and the OOM killer of a cgroup (a container's limit,
 * not the machine's memory).
 */
export const troubles: readonly TroubleRow[] = [
  { event: 'soft-lockup', kind: 'cpu', what: 'a soft lockup', stuck: true },
  { event: 'hard-lockup', kind: 'cpu', what: 'a hard lockup', stuck: true },
  { event: 'rcu-stall', kind: 'cpu', what: 'an RCU stall', stuck: true },
  { event: 'workqueue-lockup', kind: 'cpu', what: 'a workqueue lockup', stuck: true },
  // A task hangs on a dead network as well as on a dead CPU: told, never a reason to blame the CPU.
  { event: 'hung-task', kind: 'task', what: 'a hung task', stuck: true },
  { event: 'hypervisor-resume', kind: 'cpu', what: 'a pause by the hypervisor' },
  { event: 'rt-throttling', kind: 'cpu', what: 'real-time throttling' },
  { event: 'clocksource-unstable', kind: 'cpu', what: 'a clock that jumped (a paused guest looks like this)' },
  { event: 'timekeeping-jump', kind: 'cpu', what: 'a clock that jumped (a paused guest looks like this)' },
  { event: 'out-of-memory', kind: 'memory', what: 'the out-of-memory killer', only: /^Out of memory/ },
  { event: 'page-allocation-failure', kind: 'memory', what: 'a page allocation failure' },
  { event: 'swiotlb-full', kind: 'memory', what: 'a full bounce buffer' },
];

const byEvent = new Map(troubles.map((row) => [row.event, row]));

/** Reclaiming a little is every busy machine's way; from here on buffers come too late for a full ring. */
const stallFromPercent = 20;

/** Enough for any real log; a hostile one keeps its first thousands. */
const maxTroubles = 4000;

/** Remembers when the machine was in trouble. */
export class Pressure {
  readonly #troubles: Trouble[] = [];
  readonly #problems: { readonly stream: string; readonly when: Moment; readonly line: number }[] = [];

  observe(line: LogLine): void {
    const row = line.event === undefined ? undefined : byEvent.get(line.event);
    if (row === undefined || this.#troubles.length >= maxTroubles) return;
    if (row.only !== undefined && !row.only.test(line.body)) return;
    const stream = `${line.place.source}\u0000${line.boot}`;
    this.#troubles.push({
      kind: row.kind,
      what: row.what,
      stuck: row.stuck ?? false,
      stream,
      when: line.when,
      place: line.place,
    });
  }

  observeStall({ memoryPercent, when, place }: Stall): void {
    if (memoryPercent < stallFromPercent || this.#troubles.length >= maxTroubles) return;
    const what = `a machine that stood still for lack of memory ${memoryPercent} % of the time`;
    this.#troubles.push({ kind: 'memory', what, stuck: false, stream: place.source, when, place });
  }

  /** A line by which the adapter itself is in trouble. */
  noteProblem({ place, boot, when }: LogLine): void {
    if (this.#problems.length >= maxTroubles) return;
    this.#problems.push({ stream: `${place.source}\u0000${boot}`, when, line: place.line });
  }

  /** Stuck CPUs, and whether the adapter was in trouble at that time. */
  stuck(): readonly { readonly trouble: Trouble; readonly beside: boolean }[] {
    return this.#troubles
      .filter(({ stuck }) => stuck)
      .map((trouble) => ({ trouble, beside: this.#problems.some((problem) => isBeside(trouble, problem)) }));
  }

  /** Trouble beside any of these lines: within three minutes of the time they span, or within 200 lines in their source. */
  besideAny(
    places: readonly Place[],
    span: { readonly first?: Moment | undefined; readonly last?: Moment | undefined } = {},
  ): Trouble | undefined {
    return this.#troubles.find((trouble) => {
      if (trouble.kind === 'task') return false;
      const since = span.first && secondsBetween(span.first, trouble.when);
      const until = span.last && secondsBetween(trouble.when, span.last);
      if (since !== undefined && until !== undefined) return since >= -besideSeconds && until >= -besideSeconds;
      return places.some(
        ({ source, line }) => source === trouble.place.source && Math.abs(line - trouble.place.line) <= besideLines,
      );
    });
  }

  hasMemoryTrouble(): boolean {
    return this.#troubles.some(({ kind }) => kind === 'memory');
  }

  /**
   * The trouble nearest to a stretch of time, within `beforeSeconds` and `afterSeconds` of it. A lockup is reported
   * some 20 s after it began and an RCU stall a minute after, so what is logged later may have begun earlier.
   * Without common clocks, lines of one stream within 200 lines of each other count as near.
   */
  near(
    stretch: { stream: string; begin: Moment; end: Moment; place: Place },
    kinds: readonly Trouble['kind'][],
    { beforeSeconds = 120, afterSeconds = 60 } = {},
  ): Trouble | undefined {
    return this.#troubles.find((trouble) => {
      if (!kinds.includes(trouble.kind)) return false;
      const before = secondsBetween(trouble.when, stretch.begin);
      const after = secondsBetween(stretch.end, trouble.when);
      const sameStream = trouble.stream === stretch.stream;
      if (before !== undefined && after !== undefined && (sameStream || stretch.begin.wallMs !== undefined)) {
        return before <= beforeSeconds && after <= afterSeconds;
      }
      return sameStream && Math.abs(trouble.place.line - stretch.place.line) <= 200;
    });
  }
}

/** A stuck CPU is reported 20 s to a minute after it began; what it starves is reported within the same minutes. */
const besideSeconds = 180;
const besideLines = 200;

const isBeside = (trouble: Trouble, problem: { stream: string; when: Moment; line: number }): boolean => {
  const apart = secondsBetween(trouble.when, problem.when);
  if (apart !== undefined && (trouble.stream === problem.stream || trouble.when.wallMs !== undefined))
    return Math.abs(apart) <= besideSeconds;
  return trouble.stream === problem.stream && Math.abs(trouble.place.line - problem.line) <= besideLines;
};
