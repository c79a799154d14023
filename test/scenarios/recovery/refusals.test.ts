import { describe, expect, it } from 'vitest';
import type { RecoverValues } from '../../../src/cli/verbs/recover.ts';
import type { StoryName } from '../../../src/lab/ec2/stories/index.ts';
import { refusalRows } from '../../../src/recovery/refusals.ts';
import { type LabCloud, openLabCloud, writesOf } from './labCloud.ts';

interface Refused {
  readonly refusal: string;
  readonly story: StoryName;
  readonly values?: RecoverValues | ((cloud: LabCloud) => RecoverValues);
  /** What makes the story one that must be refused. */
  readonly given?: (cloud: LabCloud, id: string) => unknown;
}

const call = (cloud: LabCloud, name: 'StopInstances' | 'StartInstances' | 'TerminateInstances', id: string) =>
  cloud.on.connect({}).then(({ ask }) => ask(name, { InstanceIds: [id] }));

const via = (story: StoryName) => (cloud: LabCloud) => ({ rescue: cloud.id(story) });

/** A story for each reason not to act. */
const stories: readonly Refused[] = [
  { refusal: 'gone', story: 'kernel-updated', given: (cloud, id) => call(cloud, 'TerminateInstances', id) },
  {
    refusal: 'pending',
    story: 'kernel-updated',
    given: async (cloud, id) => {
      await call(cloud, 'StopInstances', id);
      await cloud.clock.sleep(60_000);
      await call(cloud, 'StartInstances', id);
    },
  },
  { refusal: 'root-on-instance-store', story: 'instance-store-root', values: { enable: true } },
  { refusal: 'root-on-ebs', story: 'kernel-updated', values: { manifest: 'bucket/image.manifest.xml' } },
  { refusal: 'paravirtual', story: 'paravirtual' },
  { refusal: 'type-requires-ena', story: 'nitro' },
  { refusal: 'type-without-ena', story: 'intel' },
  {
    refusal: 'type-unknown',
    story: 'kernel-updated',
    given: (cloud) => cloud.ec2.faults.lay({ kind: 'denied', action: 'DescribeInstanceTypes' }),
  },
  { refusal: 'flag-is-off', story: 'never-set' },
  { refusal: 'flag-is-on', story: 'healthy', values: { enable: true } },
  { refusal: 'spot', story: 'spot' },
  { refusal: 'hibernated', story: 'hibernated' },
  { refusal: 'stop-protection', story: 'stop-protected' },
  { refusal: 'auto-scaling', story: 'in-group' },
  {
    refusal: 'auto-scaling-unknown',
    story: 'in-group',
    values: { standby: true },
    given: (cloud, id) => {
      cloud.ec2.faults.lay({ kind: 'denied', action: 'DescribeAutoScalingInstances' });
      cloud.ec2.world.instances[id]?.tags.push({ key: 'aws:autoscaling:groupName', value: 'web' });
    },
  },
  { refusal: 'instance-store-data', story: 'instance-store-data' },
  { refusal: 'bundle-missing', story: 'instance-store-root' },
  {
    refusal: 'rescue-not-running',
    story: 'nitro',
    values: via('rescue'),
    given: (cloud) => call(cloud, 'StopInstances', cloud.id('rescue')),
  },
  { refusal: 'marketplace-root', story: 'marketplace', values: via('rescue') },
  { refusal: 'rescue-is-patient', story: 'nitro', values: via('nitro') },
  {
    refusal: 'rescue-elsewhere',
    story: 'nitro',
    values: via('rescue'),
    given: (cloud) => {
      const rescue = cloud.ec2.world.instances[cloud.id('rescue')];
      if (rescue !== undefined) Object.assign(rescue, { availabilityZone: 'eu-central-1c' });
    },
  },
  {
    refusal: 'root-volume-unknown',
    story: 'nitro',
    values: via('rescue'),
    given: async (cloud, id) => {
      await call(cloud, 'StopInstances', id);
      await cloud.clock.sleep(60_000);
      const volume = Object.values(cloud.ec2.world.volumes).find(({ attachment }) => attachment?.instanceId === id);
      const { ask } = await cloud.on.connect({});
      await ask('DetachVolume', {
        VolumeId: volume?.id ?? '',
        InstanceId: id,
        Device: volume?.attachment?.device ?? '',
      });
      await cloud.clock.sleep(60_000);
    },
  },
];

describe.each(stories.map((story) => [story.refusal, story] as const))(
  '%s',
  (refusal, { story, values = {}, given }) => {
    it('is told with the way that does help, and nothing is done', async () => {
      const cloud = await openLabCloud();
      const id = cloud.id(story);
      await given?.(cloud, id);
      const before = writesOf(cloud.ec2).length;
      const wanted = typeof values === 'function' ? values(cloud) : values;
      const { code, out } = await cloud.recover(id, { ...wanted, apply: true, yes: true });
      expect(out).toContain(`[${refusal}]`);
      expect(out).toMatch(/^ {2}- /m);
      expect(code).toBe(1);
      expect(writesOf(cloud.ec2).length).toBe(before);
    });
  },
);

it('every reason has its story', () => {
  const told = new Set(stories.map(({ refusal }) => refusal));
  expect(refusalRows.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
});
