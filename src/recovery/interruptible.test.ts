import { expect, it } from 'vitest';
import type { Ec2 } from './ec2/calls.ts';
import { interruptible } from './interruptible.ts';
import { planFor } from './plans/index.ts';
import { RecoveryInterrupted } from './problems.ts';
import { FakeClock } from './testing/fakeWorld.ts';
import { memoryStore } from './testing/memoryStore.ts';
import { apply, resume } from './testing/recovering.ts';
import { scenarios, told } from './testing/scenes.ts';

it('lets a call that is under way be answered, and makes no other', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const made: string[] = [];
  const direct: Ec2 = async (name) => {
    made.push(name);
    resolve();
    return {} as never;
  };
  const { ask } = interruptible(direct, new FakeClock(), promise, 'i-1');
  await ask('StopInstances', { InstanceIds: ['i-1'] });
  await expect(ask('StartInstances', { InstanceIds: ['i-1'] })).rejects.toThrow(RecoveryInterrupted);
  expect(made).toEqual(['StopInstances']);
});

it('ends a pause', async () => {
  const { clock } = interruptible(async () => ({}) as never, new FakeClock(), Promise.resolve(), 'i-1');
  await expect(clock.sleep(30_000)).rejects.toThrow(RecoveryInterrupted);
});

it('leaves a recovery that is ended while it waits for another process to go on with, each thing done once', async () => {
  const [scenario = expect.fail()] = scenarios;
  const ec2 = scenario.open();
  const { promise, resolve } = Promise.withResolvers<void>();
  const ask: Ec2 = async (name, input) => {
    const answer = await ec2.ask(name, input);
    if (name === 'StopInstances') resolve();
    return answer;
  };
  const store = memoryStore();
  const plan = planFor(await scenario.wish(ec2.ask));
  const ended = { ...interruptible(ask, ec2.clock, promise, plan.instance), store };
  await expect(apply(ended, plan)).rejects.toMatchObject({
    exitCode: 1,
    hint: expect.stringContaining(`ena recover --resume ${plan.instance}`),
  });
  await resume({ ask: ec2.ask, clock: ec2.clock, store });
  expect(told(ec2)).toBe(scenario.after);
  expect(ec2.made.filter((name) => name === 'StopInstances')).toHaveLength(1);
});
