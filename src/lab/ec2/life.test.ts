import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from './clock.ts';
import { type Ec2, startEc2 } from './startEc2.ts';
import type { StoryName } from './stories/index.ts';

let ec2: Ec2;
beforeEach(async () => {
  ec2 = await startEc2({ clock: new ManualClock() });
});
afterEach(() => ec2.close());

const instanceOf = (story: StoryName) => ec2.world.instances[ec2.instanceIds[story]!]!;

describe('the stories', () => {
  test.each([
    ['kernel-updated', 'ena', false],
    ['healthy', 'ena', true],
    ['never-set', 'vif', true],
    ['nitro', 'ena', false],
    ['rescue', 'ena', true],
    ['paravirtual', 'ena', false],
    ['intel', 'ixgbevf', true],
    ['instance-store-root', 'ena', false],
    ['instance-store-data', 'ena', false],
  ] as const)('%s boots with %s, reachable: %s', (story, adapter, isReachable) => {
    expect(instanceOf(story).boot).toMatchObject({ adapter, isReachable });
  });

  test('are the same whenever they are told with the same seed', async () => {
    const again = await startEc2({ clock: new ManualClock() });
    expect(again.world).toEqual(ec2.world);
    await again.close();
  });

  test('differ with the seed', async () => {
    const other = await startEc2({ clock: new ManualClock(), seed: 2 });
    expect(other.instanceIds.nitro).not.toBe(ec2.instanceIds.nitro);
    await other.close();
  });

  test('leave nothing running that was put to sleep', () => {
    expect(instanceOf('hibernated')).toMatchObject({ state: 'stopped', isHibernated: true });
  });
});
