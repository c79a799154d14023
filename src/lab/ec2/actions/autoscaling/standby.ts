import { flag, members, required, text, whole } from '../../protocol/shapes.ts';
import { groupRefusals } from '../../refusals/groups.ts';
import { timeOf } from '../../rows/instanceRow.ts';
import type { Group, Member } from '../../world/group.ts';
import { newId } from '../../world/ids.ts';
import type { Scene } from '../../world/scene.ts';
import type { World } from '../../world/world.ts';
import { type Action, action } from '../action.ts';
import { page } from '../page.ts';

/** Auto Scaling's health check: an instance that does not run is unhealthy; in standby nobody asks. */
const healthOf = (world: World, { instanceId, lifecycle }: Member): 'HEALTHY' | 'UNHEALTHY' =>
  lifecycle === 'Standby' || world.instances[instanceId]?.state === 'running' ? 'HEALTHY' : 'UNHEALTHY';

const memberRow = (world: World, group: Group, member: Member) => {
  const instance = world.instances[member.instanceId];
  return {
    InstanceId: member.instanceId,
    InstanceType: instance?.type,
    AutoScalingGroupName: group.name,
    AvailabilityZone: instance?.availabilityZone ?? '',
    LifecycleState: member.lifecycle,
    HealthStatus: healthOf(world, member),
    ProtectedFromScaleIn: false,
  };
};

const describeAutoScalingInstances = action(
  'DescribeAutoScalingInstances',
  { InstanceIds: members(text), MaxRecords: whole, NextToken: text },
  {
    service: 'autoscaling',
    isRead: true,
    does: ({ world }, { InstanceIds, MaxRecords, NextToken }) => {
      const all = world.groups.flatMap((group) => group.members.map((member) => ({ group, member })));
      const meant = all.filter(({ member }) => InstanceIds.length === 0 || InstanceIds.includes(member.instanceId));
      const { rows, nextToken } = page(
        meant,
        ({ member }) => member.instanceId,
        { MaxResults: MaxRecords, NextToken },
        { least: 1, most: 50, usual: 50 },
      );
      return {
        AutoScalingInstances: rows.map(({ group, member }) => memberRow(world, group, member)),
        NextToken: nextToken,
      };
    },
  },
);

interface Meant {
  readonly group: Group;
  readonly members: readonly Member[];
}

const findMembers = ({ world }: Scene, name: string, instanceIds: readonly string[]): Meant => {
  const group = world.groups.find((one) => one.name === name);
  if (group === undefined) throw groupRefusals.noSuchGroup(name);
  const found = instanceIds.map((id) => {
    const member = group.members.find(({ instanceId }) => instanceId === id);
    if (member === undefined) throw groupRefusals.notMember(id, name);
    return member;
  });
  return { group, members: found };
};

const activityRow = ({ world, nowMs }: Scene, group: Group, { instanceId }: Member, doing: string) => ({
  ActivityId: newId(world, 'activity'),
  AutoScalingGroupName: group.name,
  Description: `Moving EC2 instance ${doing}: ${instanceId}`,
  Cause: `At ${timeOf(nowMs)} instance ${instanceId} was moved ${doing} in response to a user request.`,
  StartTime: timeOf(nowMs),
  StatusCode: 'InProgress',
  Progress: 50,
});

const enterStandby = action(
  'EnterStandby',
  {
    AutoScalingGroupName: required(text),
    InstanceIds: members(text),
    ShouldDecrementDesiredCapacity: required(flag),
  },
  {
    service: 'autoscaling',
    finds: (scene, { AutoScalingGroupName, InstanceIds }) => findMembers(scene, AutoScalingGroupName, InstanceIds),
    does: (scene, { ShouldDecrementDesiredCapacity }, { group, members: moved }) => {
      for (const { lifecycle, instanceId } of moved)
        if (lifecycle !== 'InService') throw groupRefusals.notInService(instanceId);
      if (ShouldDecrementDesiredCapacity) {
        if (group.desired - moved.length < group.minSize) throw groupRefusals.belowMinimum(group.name);
        group.desired -= moved.length;
      }
      for (const member of moved) {
        member.lifecycle = 'EnteringStandby';
        member.dueMs = scene.nowMs + scene.timings.standbyMs;
      }
      return { Activities: moved.map((member) => activityRow(scene, group, member, 'to Standby')) };
    },
  },
);

const exitStandby = action(
  'ExitStandby',
  { AutoScalingGroupName: required(text), InstanceIds: members(text) },
  {
    service: 'autoscaling',
    finds: (scene, { AutoScalingGroupName, InstanceIds }) => findMembers(scene, AutoScalingGroupName, InstanceIds),
    does: (scene, _, { group, members: moved }) => {
      for (const { lifecycle, instanceId } of moved)
        if (lifecycle !== 'Standby') throw groupRefusals.notInStandby(instanceId);
      if (group.desired + moved.length > group.maxSize) throw groupRefusals.aboveMaximum(group.name);
      group.desired += moved.length;
      for (const member of moved) {
        member.lifecycle = 'Pending';
        member.dueMs = scene.nowMs + scene.timings.standbyMs;
      }
      return { Activities: moved.map((member) => activityRow(scene, group, member, 'out of Standby')) };
    },
  },
);

/** What recovery needs of Auto Scaling. */
export const groupActions: readonly Action[] = [describeAutoScalingInstances, enterStandby, exitStandby];
