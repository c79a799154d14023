import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFor } from './plans/index.ts';
import { Executioner, Killed, type Mishap, mishapAt, mishaps } from './testing/cuts.ts';
import type { FakeEc2 } from './testing/fakeEc2.ts';
import { memoryStore } from './testing/memoryStore.ts';
import { apply, resume, rollBack, type Scene } from './testing/recovering.ts';
import { type Scenario, scenarios, told } from './testing/scenes.ts';

const counted = (made: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of made) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** Goes on until the end, past every step of a person. */
const untilEnd = async (scene: Scene): Promise<void> => {
  while ((await resume(scene)).at !== 'end');
};

const applied = async (scene: Scene, { wish }: Scenario): Promise<void> => {
  const plan = planFor(await wish(scene.ask));
  if ((await apply(scene, plan)).at !== 'end') await untilEnd(scene);
};

/** The same, by a process that is killed at a moment. `false`: it was not killed, for there is no such moment. */
const killed = async (ec2: FakeEc2, store: ReturnType<typeof memoryStore>, scenario: Scenario, moment: number) => {
  const executioner = new Executioner(moment);
  const plan = planFor(await scenario.wish(ec2.ask));
  const scene = { ask: executioner.around(ec2.ask), clock: ec2.clock, store: executioner.beside(store) };
  try {
    if ((await apply(scene, plan)).at !== 'end') await untilEnd(scene);
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return true;
  }
};

const whole = async (scenario: Scenario) => {
  const ec2 = scenario.open();
  const executioner = new Executioner();
  const scene = { ask: executioner.around(ec2.ask), clock: ec2.clock, store: executioner.beside(memoryStore()) };
  await applied(scene, scenario);
  return { ec2, moments: executioner.moments, counts: counted(ec2.made) };
};

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
  it('ends as it is meant to', async () => {
    const ec2 = scenario.open();
    expect(told(ec2)).toBe(scenario.before);
    await applied({ ask: ec2.ask, clock: ec2.clock, store: memoryStore() }, scenario);
    expect(told(ec2)).toBe(scenario.after);
    expect(Math.max(...Object.values(counted(ec2.made)))).toBeLessThanOrEqual(
      scenario.name === 'offline repair' ? 2 : 1,
    );
  });

  it.each([0, 12_000])(
    'killed at any moment and resumed, does each thing once (answers lag %i ms behind)',
    async (lagMs) => {
      const { moments, counts } = await whole(scenario);
      for (let moment = 0; moment < moments * 2; moment++) {
        const ec2 = scenario.open();
        const store = memoryStore();
        await ec2.clock.sleep(60_000);
        ec2.world.lagMs = lagMs;
        if (!(await killed(ec2, store, scenario, moment))) break;
        if (store.text === '') continue;
        const rest = await store.load();
        if (rest?.ended === undefined) await untilEnd({ ask: ec2.ask, clock: ec2.clock, store });
        expect(told(ec2), `killed at ${moment}`).toBe(scenario.after);
        expect(counted(ec2.made), `killed at ${moment}`).toEqual(counts);
      }
    },
  );

  it.each([0, 12_000])(
    'killed at any moment and rolled back, is as it was (answers lag %i ms behind)',
    async (lagMs) => {
      const { moments, counts } = await whole(scenario);
      for (let moment = 0; moment < moments * 2; moment++) {
        const ec2 = scenario.open();
        const store = memoryStore();
        await ec2.clock.sleep(60_000);
        ec2.world.lagMs = lagMs;
        if (!(await killed(ec2, store, scenario, moment))) break;
        if (store.text === '' || (await store.load())?.ended !== undefined) continue;
        await rollBack({ ask: ec2.ask, clock: ec2.clock, store });
        expect(told(ec2), `killed at ${moment}`).toBe(scenario.before);
        // Stop and start undo each other, attach and detach do: each at most as often as both ways need it.
        const most = Math.max(...Object.values(counts)) * 2;
        for (const [name, times] of Object.entries(counted(ec2.made)))
          expect(times, `${name}, killed at ${moment}`).toBeLessThanOrEqual(most);
      }
    },
  );

  it.each(Object.keys(mishaps) as Mishap[])(
    'gets over any one call that is %s, and does each thing once',
    async (mishap) => {
      const { counts } = await whole(scenario);
      for (let at = 0; ; at++) {
        const ec2 = scenario.open();
        const plan = planFor(await scenario.wish(ec2.ask));
        const { ask, calls } = mishapAt(ec2.ask, at, mishap);
        const scene = { ask, clock: ec2.clock, store: memoryStore() };
        if ((await apply(scene, plan)).at !== 'end') await untilEnd(scene);
        expect(told(ec2), `${mishap} at call ${at}`).toBe(scenario.after);
        expect(counted(ec2.made), `${mishap} at call ${at}`).toEqual(counts);
        if (calls() <= at) break;
      }
    },
  );

  it('killed again and again, turned back or not, comes to one end or the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ moment: fc.nat(60), back: fc.boolean() }), { minLength: 1, maxLength: 4 }),
        fc.nat(12_000),
        async (deaths, lagMs) => {
          const ec2 = scenario.open();
          const store = memoryStore();
          await ec2.clock.sleep(60_000);
          ec2.world.lagMs = lagMs;
          let back = false;
          await killed(ec2, store, scenario, deaths[0]?.moment ?? 0);
          for (const death of [...deaths.slice(1), { moment: Number.POSITIVE_INFINITY, back: false }]) {
            const journal = store.text === '' ? undefined : await store.load();
            if (journal === undefined || journal.ended !== undefined) break;
            const executioner = new Executioner(death.moment);
            const scene = { ask: executioner.around(ec2.ask), clock: ec2.clock, store: executioner.beside(store) };
            try {
              if (death.back) await rollBack(scene);
              else await untilEnd(scene);
            } catch (error) {
              if (!(error instanceof Killed)) throw error;
            }
          }
          back = store.text !== '' && (await store.load())?.direction === 'back';
          expect(told(ec2)).toBe(back || store.text === '' ? scenario.before : scenario.after);
        },
      ),
      { numRuns: 60 },
    );
  });
});
