import { describe, expect, it } from 'vitest';
import { patient } from '../../../src/recovery/ec2/patience.ts';
import type { Journal } from '../../../src/recovery/journal.ts';
import { type JournalStore, OpenJournal } from '../../../src/recovery/journal.ts';
import { beginJournal, travel, turnBack } from '../../../src/recovery/journey.ts';
import { planFor } from '../../../src/recovery/plans/index.ts';
import { lookAt } from '../../../src/recovery/situation.ts';
import { Executioner, Killed } from '../../../src/recovery/testing/cuts.ts';
import { memoryStore } from '../../../src/recovery/testing/memoryStore.ts';
import { ordinaryLimits } from '../../../src/recovery/walk.ts';
import { type LabCloud, openLabCloud, writesOf } from './labCloud.ts';

/** Calls in lab time cost only computing; the states are those of EC2, over HTTP, through the SDK. */
const story = { preset: ['kernel-updated'] } as const;

interface Life {
  readonly cloud: LabCloud;
  readonly store: JournalStore & { text: string };
  readonly id: string;
}

const born = async (): Promise<Life> => {
  const cloud = await openLabCloud(story);
  return { cloud, store: memoryStore(), id: cloud.id('kernel-updated') };
};

/** One process: it begins or goes on, forward or back, until its end or its execution. */
const live = async ({ cloud, store, id }: Life, executioner: Executioner, back = false): Promise<boolean> => {
  const { ask: direct, close } = await cloud.on.connect({});
  const ask = patient(executioner.around(direct), cloud.clock);
  const kept = executioner.beside(store);
  try {
    const journal = await open({ cloud, store, id }, kept, direct);
    if (back) await turnBack(journal);
    await travel({ operand: id, ask, journal, clock: cloud.clock, limits: ordinaryLimits, tell: () => {} });
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  } finally {
    close();
  }
};

const open = async (
  { cloud, store, id }: Life,
  kept: JournalStore,
  ask: Awaited<ReturnType<LabCloud['on']['connect']>>['ask'],
) => {
  const journal: Journal | undefined = await store.load();
  if (journal !== undefined) return new OpenJournal(kept, journal);
  const wish = { kind: 'disable', token: '0123456789abcdef', standby: false, acceptDataLoss: false } as const;
  const plan = planFor({ ...wish, target: await lookAt(ask, id) });
  return beginJournal(kept, plan, new Date(cloud.clock.nowMs()), { region: cloud.ec2.region });
};

const whole = async (): Promise<number> => {
  const executioner = new Executioner();
  await live(await born(), executioner);
  return executioner.moments;
};

describe('against the lab’s EC2, killed at every call and every write of the journal', () => {
  it('and resumed, stops once, starts once, and ends without ENA', async () => {
    const moments = await whole();
    for (let moment = 0; moment < moments; moment++) {
      const life = await born();
      expect(await live(life, new Executioner(moment)), `moment ${moment}`).toBe(false);
      expect(await live(life, new Executioner())).toBe(true);
      expect(life.cloud.ec2.world.instances[life.id]).toMatchObject({ state: 'running', enaSupport: false });
      expect(writesOf(life.cloud.ec2), `moment ${moment}`).toEqual([
        'StopInstances',
        'ModifyInstanceAttribute',
        'StartInstances',
      ]);
    }
  }, 240_000);

  it('and rolled back, runs with ENA as before', async () => {
    const moments = await whole();
    for (let moment = 0; moment < moments; moment++) {
      const life = await born();
      await live(life, new Executioner(moment));
      if (life.store.text === '' || (await life.store.load())?.ended !== undefined) continue;
      expect(await live(life, new Executioner(), true), `moment ${moment}`).toBe(true);
      expect(life.cloud.ec2.world.instances[life.id]).toMatchObject({ state: 'running', enaSupport: true });
      const writes = writesOf(life.cloud.ec2);
      const times = (name: string) => writes.filter((each) => each === name).length;
      expect(times('StopInstances'), `moment ${moment}`).toBe(times('StartInstances'));
      expect(times('StopInstances'), `moment ${moment}`).toBeLessThanOrEqual(2);
    }
  }, 240_000);
});
