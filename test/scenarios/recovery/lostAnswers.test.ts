import { describe, expect, it } from 'vitest';
import { openLabCloud, writesOf } from './labCloud.ts';

const story = { preset: ['kernel-updated'] } as const;
const steps = ['StopInstances', 'ModifyInstanceAttribute', 'StartInstances'] as const;

describe.each(steps)('%s', (action) => {
  it.each(['lose', 'drop', 'throttle', 'unavailable', 'internal', 'state-lag'] as const)(
    'that meets with %s is done once all the same',
    async (kind) => {
      const cloud = await openLabCloud({ ...story, faults: [{ kind, action, times: 2 }] });
      const id = cloud.id('kernel-updated');
      const { code, err } = await cloud.recover(id, { apply: true, yes: true });
      expect({ code, err }).toMatchObject({ code: 0 });
      expect(cloud.ec2.world.instances[id]).toMatchObject({ state: 'running', enaSupport: false });
      // A call whose answer was lost counts as cut, not as answered; it must not be followed by a second one.
      const done = [...writesOf(cloud.ec2), ...(kind === 'lose' ? [action] : [])].sort();
      expect(done).toEqual([...steps].sort());
    },
  );
});

it('answers that lag behind mislead it into nothing', async () => {
  const cloud = await openLabCloud({ ...story, lagMs: 10_000 });
  const id = cloud.id('kernel-updated');
  expect(await cloud.recover(id, { apply: true, yes: true })).toMatchObject({ code: 0 });
  expect(writesOf(cloud.ec2)).toEqual([...steps]);
  expect(cloud.ec2.world.instances[id]).toMatchObject({ state: 'running', enaSupport: false });
});
