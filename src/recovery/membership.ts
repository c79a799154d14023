import { optional } from '../evidence/ec2/dossier.ts';
import type { Instance } from '../evidence/ec2/shapes.ts';
import type { Ec2 } from './ec2/calls.ts';

/** An instance's place in an Auto Scaling group. */
export interface Membership {
  readonly group: string;
  /** `InService`, `Standby`, …; absent where it could not be asked. */
  readonly lifecycle?: string;
}

/**
 * Asks whether the instance belongs to an Auto Scaling group. Where that may not be asked, the tag that every member
 * bears tells: nobody may take a member for none.
 */
export const membershipOf = async (ask: Ec2, instance: Instance, unseen: string[]): Promise<Membership | undefined> => {
  const { InstanceId = '', Tags = [] } = instance;
  const told = await optional(unseen)(
    'Its Auto Scaling group',
    ask('DescribeAutoScalingInstances', { InstanceIds: [InstanceId] }),
  );
  const member = told?.AutoScalingInstances?.find((one) => one.InstanceId === InstanceId);
  if (told !== undefined && member === undefined) return undefined;
  const group = member?.AutoScalingGroupName ?? Tags.find(({ Key }) => Key === 'aws:autoscaling:groupName')?.Value;
  if (group === undefined) return undefined;
  return { group, ...(member?.LifecycleState !== undefined && { lifecycle: member.LifecycleState }) };
};
