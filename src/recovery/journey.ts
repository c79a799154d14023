import type { Direction, Journal, JournalStore } from './journal.ts';
import { journalSchema, OpenJournal } from './journal.ts';
import { turned } from './phases.ts';
import type { Plan, Step } from './plan.ts';
import { StepFailed } from './problems.ts';
import { type Leg, settledTrace, type Tools, walk } from './walk.ts';

/** How a journey came to rest. */
export type Rest =
  | { readonly at: 'end'; readonly ended: 'finished' | 'rolled-back' }
  /** A person's turn; the journey goes on when it is resumed. */
  | { readonly at: 'hand'; readonly step: Step };

/** What a new journal says of where it was begun. */
export interface Origin {
  readonly region: string;
  readonly endpoint?: string;
}

/** Writes down a plan before anything is done by it. @throws JournalUnwritable */
export const beginJournal = async (store: JournalStore, plan: Plan, at: Date, origin: Origin): Promise<OpenJournal> => {
  const journal: Journal = {
    schema: journalSchema,
    begun: at.toISOString(),
    ...origin,
    plan,
    direction: 'forward',
    marks: {},
    results: {},
  };
  await store.save(journal);
  return new OpenJournal(store, journal);
};

const forwardLeg = (step: Step): Leg => ({
  key: step.name,
  step,
  way: 'do',
  title: step.title,
  ...(step.call && { call: step.call }),
  ...(step.needs && { needs: step.needs }),
  ...(step.until && { until: step.until }),
  ...(step.yields && { yields: step.yields }),
});

const backLeg = (step: Step, undo: NonNullable<Step['undo']>): Leg => ({
  key: `undo:${step.name}`,
  step,
  way: 'undo',
  title: undo.says,
  call: undo.call,
  until: undo.until,
  ...(undo.needs && { needs: undo.needs }),
});

/** A person's step: the first time it rests there, the second time it is taken as done. */
const byHand = async ({ journal, clock, tell }: Tools, step: Step): Promise<'rest' | 'go on'> => {
  const phase = journal.mark(step.name)?.phase;
  const at = new Date(clock.nowMs()).toISOString();
  if (phase === undefined) {
    await journal.set(step.name, { phase: 'intended', at });
    return 'rest';
  }
  if (phase === 'intended') await journal.set(step.name, { phase: 'done', at });
  tell({ step, way: 'do', what: 'done' });
  return 'go on';
};

const forward = async (tools: Tools): Promise<Rest> => {
  const { journal } = tools;
  for (const step of journal.now.plan.steps) {
    if (step.byHand === undefined) await walk(tools, forwardLeg(step));
    else if ((await byHand(tools, step)) === 'rest') return { at: 'hand', step };
  }
  await journal.write({ ended: 'finished' });
  return { at: 'end', ended: 'finished' };
};

/** What is under way comes to its end before it is undone: EC2 stops no instance that is just starting. */
const letEnd = async (tools: Tools, step: Step): Promise<void> => {
  try {
    await walk(tools, forwardLeg(step));
  } catch (error) {
    // That it failed is no reason not to undo it.
    if (!(error instanceof StepFailed)) throw error;
  }
};

/** Undoes a step as far as it was done: one that was only intended may never have reached EC2. */
const takeBack = async (tools: Tools, step: Step): Promise<void> => {
  const { journal, clock } = tools;
  const mark = journal.mark(step.name);
  if (mark === undefined || step.call === undefined || mark.phase === 'skipped') return;
  if (mark.phase === 'intended') {
    const found = await settledTrace(tools, forwardLeg(step), step.call);
    const at = new Date(clock.nowMs()).toISOString();
    await journal.set(
      step.name,
      { ...mark, phase: turned(mark.phase, found === undefined ? 'skip' : 'accept'), at },
      found,
    );
    if (found === undefined) return tools.tell({ step, way: 'undo', what: 'skipped' });
  }
  if (journal.mark(step.name)?.phase === 'accepted') await letEnd(tools, step);
  if (step.undo !== undefined) await walk(tools, backLeg(step, step.undo));
};

const back = async (tools: Tools): Promise<Rest> => {
  const { journal } = tools;
  for (const step of journal.now.plan.steps.toReversed()) await takeBack(tools, step);
  await journal.write({ ended: 'rolled-back' });
  return { at: 'end', ended: 'rolled-back' };
};

const ways: Readonly<Record<Direction, (tools: Tools) => Promise<Rest>>> = { forward, back };

/**
 * Goes on with a journal from wherever it has come, in the direction it has. A journey that was turned back stays so.
 *
 * @throws StepFailed, JournalUnwritable
 */
export const travel = (tools: Tools): Promise<Rest> => ways[tools.journal.now.direction](tools);

/** Turns a journey back. @throws JournalUnwritable */
export const turnBack = async (journal: OpenJournal): Promise<void> => {
  if (journal.now.direction === 'forward') await journal.write({ direction: 'back' });
};
