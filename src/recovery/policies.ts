import { type CallName, callRows } from './ec2/calls.ts';
import type { PlanKind } from './plan.ts';

/** The calls of one thing a person can ask enakit to do; stories hold them against the calls that are made. */
export interface PolicyRow {
  readonly name: 'doctor' | 'audit' | PlanKind | 'standby';
  readonly says: string;
  readonly calls: readonly CallName[];
}

const looking = [
  'DescribeInstances',
  'DescribeInstanceAttribute',
  'DescribeInstanceStatus',
  'DescribeInstanceTypes',
  'DescribeImages',
] as const satisfies readonly CallName[];

const planning = [...looking, 'DescribeAutoScalingInstances'] as const satisfies readonly CallName[];

const switching = ['StopInstances', 'StartInstances', 'ModifyInstanceAttribute'] as const satisfies readonly CallName[];

export const policyRows: readonly PolicyRow[] = [
  {
    name: 'doctor',
    says: '`ena doctor INSTANCE-ID`: looks, and changes nothing.',
    calls: [...looking, 'GetConsoleOutput'],
  },
  {
    name: 'audit',
    says: '`ena audit`: looks, and changes nothing.',
    calls: ['DescribeInstances', 'DescribeInstanceTypes', 'DescribeImages'],
  },
  { name: 'disable', says: '`ena recover INSTANCE-ID`.', calls: [...planning, ...switching] },
  { name: 'enable', says: '`ena recover --enable INSTANCE-ID`.', calls: [...planning, ...switching] },
  {
    name: 'rescue',
    says: '`ena recover --rescue VIA-INSTANCE INSTANCE-ID`.',
    calls: [
      ...planning,
      'DescribeVolumes',
      'DescribeSnapshots',
      'CreateSnapshot',
      'StopInstances',
      'StartInstances',
      'DetachVolume',
      'AttachVolume',
    ],
  },
  {
    name: 'replace',
    says: '`ena recover --manifest MANIFEST INSTANCE-ID`, for an instance-store root.',
    calls: [...planning, 'RegisterImage', 'RunInstances', 'DeregisterImage', 'TerminateInstances'],
  },
  {
    name: 'standby',
    says: 'With each of the last four, for a member of an Auto Scaling group (`--standby`).',
    calls: ['EnterStandby', 'ExitStandby'],
  },
];

/** An IAM policy that allows exactly these calls. */
export const policyOf = ({ calls }: PolicyRow) => {
  const actions = calls.flatMap((name) => [`${callRows[name].service}:${name}`, ...(callRows[name].also ?? [])]);
  const acting = new Set(
    calls.flatMap((name) =>
      callRows[name].writes ? [`${callRows[name].service}:${name}`, ...(callRows[name].also ?? [])] : [],
    ),
  );
  const statement = (Sid: string, allowed: readonly string[]) =>
    allowed.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: [...new Set(allowed)].sort(), Resource: '*' }];
  return {
    Version: '2012-10-17',
    Statement: [
      ...statement(
        'Look',
        actions.filter((action) => !acting.has(action)),
      ),
      ...statement('Act', [...acting]),
    ],
  };
};
