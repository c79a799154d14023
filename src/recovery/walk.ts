import { Ec2Error } from '../evidence/ec2/ec2Error.ts';
import { backoffMs, type Clock } from './clock.ts';
import { watch } from './conditions.ts';
import type { Ec2, PlannedCall } from './ec2/calls.ts';
import { errorKind, isNotFound } from './ec2/errorKind.ts';
import { fill, type Results } from './ec2/fill.ts';
import type { Mark, OpenJournal } from './journal.ts';
import { type Moment, momentOf } from './look.ts';
import { type Turn, turned } from './phases.ts';
import type { Condition, Step } from './plan.ts';
import { StepFailed } from './problems.ts';
import { subjectOf, traceOf } from './taken.ts';

export interface WalkLimits {
  /** How long the world may lag behind a call before silence means that it was not taken. */
  readonly settleMs: number;
  /** Between two looks: at first, and at most. */
  readonly firstLookMs: number;
  readonly longestLookMs: number;
  /** How long a condition is waited for: EC2's own waiters take 40 looks of 15 s. */
  readonly waitMs: number;
  /** How often one call is made at most, each time after looking that it was not taken. */
  readonly attempts: number;
}

export const ordinaryLimits: WalkLimits = {
  settleMs: 30_000,
  firstLookMs: 2000,
  longestLookMs: 15_000,
  waitMs: 600_000,
  attempts: 8,
};

/** What the one who waits is told. */
export interface Progress {
  readonly step: Step;
  /** `undo` on the way back. */
  readonly way: 'do' | 'undo';
  readonly what: 'begins' | 'waits' | 'again' | 'done' | 'skipped';
  /** How the world is, or why the call is repeated. */
  readonly detail?: string;
}

export interface Tools {
  /** What names this recovery to `ena recover`: the instance, after its journal where that is kept elsewhere. */
  readonly operand: string;
  readonly ask: Ec2;
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly limits: WalkLimits;
  tell(progress: Progress): void;
}

/** One thing to do, forward or back, under its key in the journal. */
export interface Leg {
  readonly key: string;
  readonly step: Step;
  readonly way: 'do' | 'undo';
  readonly title: string;
  readonly call?: PlannedCall;
  readonly needs?: Condition;
  readonly until?: Condition;
  readonly yields?: Step['yields'];
}

const failed = (leg: Leg, why: string, tools: Tools): StepFailed => new StepFailed(leg.title, why, tools.operand);

const turn = (tools: Tools, leg: Leg, by: Turn, more: { before?: Moment | undefined; results?: Results } = {}) => {
  const mark = tools.journal.mark(leg.key);
  const before = more.before ?? mark?.before;
  const next: Mark = {
    phase: turned(mark?.phase, by),
    at: new Date(tools.clock.nowMs()).toISOString(),
    ...(before && { before }),
  };
  return tools.journal.set(leg.key, next, more.results);
};

/** Waits until a condition holds. @throws StepFailed when it cannot any more, or not in time */
export const waitFor = async (tools: Tools, leg: Leg, condition: Condition): Promise<void> => {
  const { ask, clock, limits, journal } = tools;
  const look = watch(fill(condition, journal.now.results), journal.mark(leg.key)?.before);
  const untilMs = clock.nowMs() + limits.waitMs;
  for (let n = 0; ; n++) {
    const sight = await look(ask).catch((error: unknown) => {
      if (isNotFound(error)) return { holds: false, now: 'not known yet' };
      throw lost(error, leg, tools);
    });
    if (sight.holds) return;
    if ('hopeless' in sight && sight.hopeless) throw failed(leg, sight.hopeless, tools);
    tools.tell({ step: leg.step, way: leg.way, what: 'waits', detail: sight.now });
    if (clock.nowMs() >= untilMs)
      throw failed(leg, `it took longer than ${Math.round(limits.waitMs / 60_000)} minutes (now: ${sight.now})`, tools);
    await clock.sleep(backoffMs(n, limits.firstLookMs, limits.longestLookMs, clock));
  }
};

const lost = (error: unknown, leg: Leg, tools: Tools): unknown =>
  error instanceof Ec2Error ? failed(leg, `EC2 answered ${error.code} (${error.message})`, tools) : error;

/**
 * Lets the world settle, then looks for the trace of a call whose answer nobody has. An early look proves nothing: it
 * may show what was before the call, or even before the call before that.
 */
export const settledTrace = async (tools: Tools, leg: Leg, call: PlannedCall): Promise<Results | undefined> => {
  const { clock, limits, journal, ask } = tools;
  await clock.sleep(limits.settleMs);
  const filled = { ...call, input: fill(call.input, journal.now.results) } as PlannedCall;
  return traceOf(ask, filled, journal.mark(leg.key)?.before).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw lost(error, leg, tools);
  });
};

const yielded = (leg: Leg, answer: unknown): Results => {
  if (leg.yields === undefined) return {};
  const told = answer as { Instances?: readonly Record<string, string>[] } & Record<string, unknown>;
  const value = leg.yields === 'InstanceId' ? told.Instances?.[0]?.InstanceId : told[leg.yields];
  return typeof value === 'string' ? { [leg.yields]: value } : {};
};

/** Makes the call of a leg that is `intended`, once: whatever is uncertain is looked at before it is made again. */
const make = async (tools: Tools, leg: Leg, planned: PlannedCall, uncertain: boolean): Promise<void> => {
  const { ask, clock, limits, journal } = tools;
  const call = { ...planned, input: fill(planned.input, journal.now.results) } as PlannedCall;
  let unknown = uncertain;
  for (let attempt = 0; ; attempt++) {
    const found = unknown ? await settledTrace(tools, leg, call) : undefined;
    if (found !== undefined) return turn(tools, leg, 'accept', { results: found });
    try {
      const answer = await ask(call.name, call.input as never);
      return await turn(tools, leg, 'accept', { results: yielded(leg, answer) });
    } catch (error) {
      if (!(error instanceof Ec2Error)) throw error;
      const kind = errorKind(error);
      if (kind === 'refused' || attempt + 1 >= limits.attempts) throw lost(error, leg, tools);
      unknown = kind !== 'throttled';
      tools.tell({ step: leg.step, way: leg.way, what: 'again', detail: error.code });
      await clock.sleep(backoffMs(attempt, limits.firstLookMs, limits.longestLookMs, clock));
    }
  }
};

/** Waits for what a call needs, and remembers the instance as it then is. */
const ready = async (tools: Tools, leg: Leg, call: PlannedCall): Promise<Moment | undefined> => {
  const { needs } = leg;
  const subject = subjectOf(call);
  for (;;) {
    if (needs !== undefined) await waitFor(tools, leg, needs);
    if (subject === undefined) return undefined;
    const moment = await momentOf(tools.ask, fill(subject, tools.journal.now.results)).catch((error: unknown) => {
      throw lost(error, leg, tools);
    });
    // A look can be older than the one before it; one from before the stop would take the stop for a start.
    if (needs?.holds !== 'instance-state' || moment.state === needs.is) return moment;
    await tools.clock.sleep(tools.limits.firstLookMs);
  }
};

/**
 * Walks one leg to its end, from wherever the journal says it has come.
 *
 * @throws StepFailed, JournalUnwritable
 */
export const walk = async (tools: Tools, leg: Leg): Promise<void> => {
  const { journal } = tools;
  const phase = journal.mark(leg.key)?.phase;
  if (phase === 'done' || phase === 'skipped') return;
  tools.tell({ step: leg.step, way: leg.way, what: 'begins' });
  if (leg.call !== undefined && phase !== 'accepted') {
    // Whoever intended already has seen to what the call needs, and the call may have changed just that.
    if (phase === undefined) await turn(tools, leg, 'intend', { before: await ready(tools, leg, leg.call) });
    await make(tools, leg, leg.call, phase === 'intended');
  }
  if (leg.until !== undefined) await waitFor(tools, leg, leg.until);
  await turn(tools, leg, 'hold');
  tools.tell({ step: leg.step, way: leg.way, what: 'done' });
};
