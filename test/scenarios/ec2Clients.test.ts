import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, vi } from 'vitest';
import { ManualClock } from '../../src/lab/ec2/clock.ts';
import { type Ec2, startEc2 } from '../../src/lab/ec2/startEc2.ts';
import { testNeeding } from '../needs.ts';
import { awsCli } from './ec2/awsCli.ts';
import { boto3 } from './ec2/boto3.ts';
import type { Client, ServiceName } from './ec2/client.ts';
import { sdk } from './ec2/sdk.ts';

const longEnoughMs = 10 * 60_000;

// Python takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe.each([awsCli, boto3, sdk])('$name', ({ needs, open }) => {
  let ec2: Ec2;
  let clock: ManualClock;
  let opened: Client;
  const client = {
    ask: (operation: string, input: object = {}, service: ServiceName = 'ec2') =>
      opened.ask(ec2, { service, operation, input }),
  };
  const idOf = (story: keyof Ec2['instanceIds']): string => ec2.instanceIds[story]!;
  const later = () => clock.advance(longEnoughMs);
  const stateOf = async (id: string) => {
    const { output } = await client.ask('DescribeInstances', { InstanceIds: [id] });
    return output.Reservations[0].Instances[0].State.Name;
  };
  beforeAll(() => {
    opened = open();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    clock = new ManualClock();
    ec2 = await startEc2({ clock });
  });
  afterEach(() => ec2.close());

  testNeeding(
    needs,
    'brings an unreachable instance back without ENA, and with it once there is a module',
    async () => {
      const id = idOf('kernel-updated');
      const InstanceIds = [id];
      const healthOf = async () => {
        const { output } = await client.ask('DescribeInstanceStatus', { InstanceIds });
        return output.InstanceStatuses[0].InstanceStatus.Status;
      };
      expect(await healthOf()).toBe('impaired');
      const { output } = await client.ask('GetConsoleOutput', { InstanceId: id });
      expect(Buffer.from(output.Output, /FATAL/.test(output.Output) ? 'utf8' : 'base64').toString()).toContain(
        'Module ena not found',
      );
      const restartWith = async (Value: boolean) => {
        expect((await client.ask('StopInstances', { InstanceIds })).output.StoppingInstances[0].CurrentState.Name).toBe(
          'stopping',
        );
        const tooSoon = await client.ask('ModifyInstanceAttribute', { InstanceId: id, EnaSupport: { Value } });
        expect(tooSoon.error).toBe('IncorrectInstanceState');
        later();
        expect(
          (await client.ask('ModifyInstanceAttribute', { InstanceId: id, EnaSupport: { Value } })).error,
        ).toBeUndefined();
        expect((await client.ask('StartInstances', { InstanceIds })).error).toBeUndefined();
        later();
      };
      await restartWith(false);
      expect(await healthOf()).toBe('ok');
      const attribute = await client.ask('DescribeInstanceAttribute', { InstanceId: id, Attribute: 'enaSupport' });
      expect(attribute.output.EnaSupport).toEqual({ Value: false });
      ec2.guest(id, { hasEna: true });
      await restartWith(true);
      expect(await healthOf()).toBe('ok');
      expect(ec2.world.instances[id]!.boot!.adapter).toBe('ena');
    },
  );

  testNeeding(needs, 'is refused with the codes of EC2', async () => {
    const refused = async (operation: string, input: object) => (await client.ask(operation, input)).error;
    expect(await refused('StopInstances', { InstanceIds: [idOf('instance-store-root')] })).toBe('UnsupportedOperation');
    expect(await refused('StopInstances', { InstanceIds: [idOf('spot')] })).toBe('UnsupportedOperation');
    expect(await refused('StopInstances', { InstanceIds: [idOf('stop-protected')] })).toBe('OperationNotPermitted');
    expect(await refused('StopInstances', { InstanceIds: [idOf('nitro')], DryRun: true })).toBe('DryRunOperation');
    expect(await refused('StopInstances', { InstanceIds: ['i-0123456789abcdef0'] })).toBe('InvalidInstanceID.NotFound');
    expect(await refused('StopInstances', { InstanceIds: ['nonsense'] })).toBe('InvalidInstanceID.Malformed');
    ec2.faults.lay({ kind: 'throttle', action: 'Describe*', times: 1 });
    expect(await refused('DescribeInstances', {})).toBe('RequestLimitExceeded');
    expect(await stateOf(idOf('nitro'))).toBe('running');
  });

  testNeeding(needs, 'learns that a type which requires ENA does not start without', async () => {
    const InstanceIds = [idOf('nitro')];
    await client.ask('StopInstances', { InstanceIds });
    later();
    await client.ask('ModifyInstanceAttribute', { InstanceId: InstanceIds[0], EnaSupport: { Value: false } });
    expect((await client.ask('StartInstances', { InstanceIds })).error).toBe('InvalidParameterCombination');
    const { output } = await client.ask('DescribeInstanceTypes', { InstanceTypes: ['m5.large', 'r4.large'] });
    const support = output.InstanceTypes.map(
      (type: { NetworkInfo: { EnaSupport: string } }) => type.NetworkInfo.EnaSupport,
    );
    expect(support).toEqual(['required', 'supported']);
  });

  testNeeding(needs, 'moves a root volume to a rescue instance and back', async () => {
    const [InstanceId, rescue] = [idOf('nitro'), idOf('rescue')];
    await client.ask('StopInstances', { InstanceIds: [InstanceId] });
    later();
    const filter = [{ Name: 'attachment.instance-id', Values: [InstanceId] }];
    const [volume] = (await client.ask('DescribeVolumes', { Filters: filter })).output.Volumes;
    const { VolumeId } = volume;
    const { Device } = volume.Attachments[0];
    const snapshot = await client.ask('CreateSnapshot', { VolumeId, Description: 'before the repair' });
    expect(snapshot.output.State).toBe('pending');
    for (const [operation, input] of [
      ['DetachVolume', { VolumeId }],
      ['AttachVolume', { VolumeId, InstanceId: rescue, Device: '/dev/sdf' }],
      ['DetachVolume', { VolumeId, InstanceId: rescue }],
      ['AttachVolume', { VolumeId, InstanceId, Device }],
    ] as const) {
      expect((await client.ask(operation, input)).error).toBeUndefined();
      later();
    }
    expect((await client.ask('StartInstances', { InstanceIds: [InstanceId] })).error).toBeUndefined();
    later();
    expect(await stateOf(InstanceId)).toBe('running');
  });

  testNeeding(needs, 'replaces an instance that boots from its host by one of an image without ENA', async () => {
    const image = await client.ask('RegisterImage', {
      Name: 'without-ena',
      ImageLocation: 'lab-bucket/instance-store-root.manifest.xml',
      VirtualizationType: 'hvm',
      RootDeviceName: '/dev/xvda',
      Architecture: 'x86_64',
      EnaSupport: false,
    });
    const launch = {
      ImageId: image.output.ImageId,
      InstanceType: 'm3.medium',
      MinCount: 1,
      MaxCount: 1,
      ClientToken: 'once',
    };
    const first = await client.ask('RunInstances', launch);
    const again = await client.ask('RunInstances', launch);
    expect(again.output.Instances[0].InstanceId).toBe(first.output.Instances[0].InstanceId);
    expect((await client.ask('RunInstances', { ...launch, MaxCount: 2 })).error).toBe('IdempotentParameterMismatch');
    later();
    const { EnaSupport, InstanceId } = (
      await client.ask('DescribeInstances', { Filters: [{ Name: 'client-token', Values: ['onc?'] }] })
    ).output.Reservations[0].Instances[0];
    expect(EnaSupport).toBe(false);
    expect(ec2.world.instances[InstanceId]!.boot!.isReachable).toBe(true);
  });

  testNeeding(needs, 'reads everything page by page', async () => {
    const seen: string[] = [];
    for (let NextToken: string | undefined, isFirst = true; isFirst || NextToken; isFirst = false) {
      const { output } = await client.ask('DescribeInstances', { MaxResults: 5, ...(NextToken && { NextToken }) });
      for (const { Instances } of output.Reservations) for (const { InstanceId } of Instances) seen.push(InstanceId);
      NextToken = output.NextToken;
    }
    expect(seen.sort()).toEqual(Object.keys(ec2.world.instances).sort());
  });

  testNeeding(needs, 'puts a member of an Auto Scaling group into standby and back', async () => {
    const InstanceIds = [idOf('in-group')];
    const [member] = (await client.ask('DescribeAutoScalingInstances', { InstanceIds }, 'autoscaling')).output
      .AutoScalingInstances;
    expect(member.LifecycleState).toBe('InService');
    const { AutoScalingGroupName } = member;
    const move = { AutoScalingGroupName, InstanceIds };
    const entered = await client.ask('EnterStandby', { ...move, ShouldDecrementDesiredCapacity: true }, 'autoscaling');
    expect(entered.output.Activities).toHaveLength(1);
    later();
    expect((await client.ask('ExitStandby', move, 'autoscaling')).error).toBeUndefined();
    later();
    const [after] = (await client.ask('DescribeAutoScalingInstances', { InstanceIds }, 'autoscaling')).output
      .AutoScalingInstances;
    expect(after.LifecycleState).toBe('InService');
    expect((await client.ask('ExitStandby', move, 'autoscaling')).error).toMatch(/^ValidationError$/);
  });

  testNeeding(needs, 'tags, and finds by tag', async () => {
    const InstanceId = idOf('healthy');
    await client.ask('CreateTags', { Resources: [InstanceId], Tags: [{ Key: 'a<b>', Value: '"&\u00fc' }] });
    const { output } = await client.ask('DescribeTags', {
      Filters: [
        { Name: 'resource-id', Values: [InstanceId] },
        { Name: 'key', Values: ['a*'] },
      ],
    });
    expect(output.Tags).toEqual([{ ResourceId: InstanceId, ResourceType: 'instance', Key: 'a<b>', Value: '"&\u00fc' }]);
  });
});
