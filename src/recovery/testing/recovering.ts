import type { Clock } from '../clock.ts';
import type { Ec2 } from '../ec2/calls.ts';
import { patient } from '../ec2/patience.ts';
import { type JournalStore, OpenJournal } from '../journal.ts';
import { beginJournal, type Rest, travel, turnBack } from '../journey.ts';
import type { Plan } from '../plan.ts';
import { lookAt } from '../situation.ts';
import { ordinaryLimits, type Progress, type Tools } from '../walk.ts';
import type { Wish } from '../wish.ts';

export const token = '0123456789abcdef';

export const wishFor = async (ask: Ec2, id: string, more: Partial<Wish> = {}): Promise<Wish> => ({
  kind: 'disable',
  target: await lookAt(ask, id),
  token,
  standby: false,
  acceptDataLoss: false,
  ...more,
});

export interface Scene {
  readonly ask: Ec2;
  readonly clock: Clock;
  readonly store: JournalStore;
  readonly told?: Progress[];
}

const toolsOf = ({ ask, clock, told }: Scene, journal: OpenJournal): Tools => ({
  operand: journal.now.plan.instance,
  ask: patient(ask, clock),
  journal,
  clock,
  limits: ordinaryLimits,
  tell: (progress) => void told?.push(progress),
});

/** Begins a recovery by a plan. */
export const apply = async (scene: Scene, plan: Plan): Promise<Rest> => {
  const at = new Date(scene.clock.nowMs());
  return travel(toolsOf(scene, await beginJournal(scene.store, plan, at, { region: 'eu-west-1' })));
};

const reopen = async ({ store }: Scene): Promise<OpenJournal> => {
  const journal = await store.load();
  if (journal === undefined) throw new Error('nothing was begun');
  return new OpenJournal(store, journal);
};

/** Another process goes on. */
export const resume = async (scene: Scene): Promise<Rest> => travel(toolsOf(scene, await reopen(scene)));

/** Another process takes it back. */
export const rollBack = async (scene: Scene): Promise<Rest> => {
  const journal = await reopen(scene);
  await turnBack(journal);
  return travel(toolsOf(scene, journal));
};
