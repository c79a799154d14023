import type { Ask, Call, ReadCalls } from '../../evidence/ec2/calls.ts';
import type { Tag } from '../../evidence/ec2/shapes.ts';

interface Instances {
  readonly InstanceIds: readonly string[];
}

interface Attachment {
  readonly VolumeId: string;
  readonly InstanceId: string;
  readonly Device: string;
}

interface Standby extends Instances {
  readonly AutoScalingGroupName: string;
}

interface Tags {
  readonly ResourceType: string;
  readonly Tags: readonly Tag[];
}

/** The calls that change something. Values that an earlier step yields stand as `$ImageId`. */
export interface WriteCalls {
  StopInstances: Call<Instances, unknown>;
  StartInstances: Call<Instances, unknown>;
  ModifyInstanceAttribute: Call<
    { readonly InstanceId: string; readonly EnaSupport: { readonly Value: boolean } },
    unknown
  >;
  CreateSnapshot: Call<
    { readonly VolumeId: string; readonly Description: string; readonly TagSpecifications: readonly Tags[] },
    { readonly SnapshotId?: string }
  >;
  DetachVolume: Call<Attachment, unknown>;
  AttachVolume: Call<Attachment, unknown>;
  RegisterImage: Call<
    {
      readonly Name: string;
      readonly ImageLocation: string;
      readonly Architecture?: string;
      readonly VirtualizationType: string;
      readonly EnaSupport: boolean;
    },
    { readonly ImageId?: string }
  >;
  DeregisterImage: Call<{ readonly ImageId: string }, unknown>;
  RunInstances: Call<
    {
      readonly ImageId: string;
      readonly InstanceType: string;
      readonly MinCount: number;
      readonly MaxCount: number;
      readonly ClientToken: string;
      readonly KeyName?: string;
      readonly SubnetId?: string;
      readonly SecurityGroupIds?: readonly string[];
      readonly IamInstanceProfile?: { readonly Arn: string };
    },
    { readonly Instances?: readonly { readonly InstanceId?: string }[] }
  >;
  TerminateInstances: Call<Instances, unknown>;
  EnterStandby: Call<Standby & { readonly ShouldDecrementDesiredCapacity: boolean }, unknown>;
  ExitStandby: Call<Standby, unknown>;
}

export type EveryCall = ReadCalls & WriteCalls;
export type CallName = keyof EveryCall;
export type WriteName = keyof WriteCalls;

/** EC2 and Auto Scaling, for those who act. */
export type Ec2 = Ask<EveryCall>;

/** A call as a plan holds it: data that can be shown, printed as commands, kept on disk and made later. */
export type PlannedCall = {
  [Name in WriteName]: { readonly name: Name; readonly input: WriteCalls[Name]['input'] };
}[WriteName];

/** What there is to know about a call besides its shape. */
export interface CallRow {
  readonly service: 'ec2' | 'autoscaling';
  readonly writes: boolean;
  /** Its name in the AWS Tools for PowerShell. */
  readonly cmdlet: string;
  /** Further IAM actions EC2 asks for when it is called the way enakit does. */
  readonly also?: readonly string[];
}

const reads = (cmdlet: string): CallRow => ({ service: 'ec2', writes: false, cmdlet });
const writes = (cmdlet: string): CallRow => ({ service: 'ec2', writes: true, cmdlet });

/** Every call enakit can make of AWS. There are no others. */
export const callRows: Readonly<Record<CallName, CallRow>> = {
  DescribeInstances: reads('Get-EC2Instance'),
  DescribeInstanceStatus: reads('Get-EC2InstanceStatus'),
  DescribeInstanceAttribute: reads('Get-EC2InstanceAttribute'),
  DescribeInstanceTypes: reads('Get-EC2InstanceType'),
  DescribeImages: reads('Get-EC2Image'),
  DescribeVolumes: reads('Get-EC2Volume'),
  DescribeSnapshots: reads('Get-EC2Snapshot'),
  GetConsoleOutput: reads('Get-EC2ConsoleOutput'),
  DescribeAutoScalingInstances: { service: 'autoscaling', writes: false, cmdlet: 'Get-ASAutoScalingInstance' },
  StopInstances: writes('Stop-EC2Instance'),
  StartInstances: writes('Start-EC2Instance'),
  ModifyInstanceAttribute: writes('Edit-EC2InstanceAttribute'),
  CreateSnapshot: { ...writes('New-EC2Snapshot'), also: ['ec2:CreateTags'] },
  DetachVolume: writes('Dismount-EC2Volume'),
  AttachVolume: writes('Add-EC2Volume'),
  RegisterImage: writes('Register-EC2Image'),
  DeregisterImage: writes('Unregister-EC2Image'),
  RunInstances: { ...writes('New-EC2Instance'), also: ['iam:PassRole'] },
  TerminateInstances: writes('Remove-EC2Instance'),
  EnterStandby: { service: 'autoscaling', writes: true, cmdlet: 'Enter-ASStandby' },
  ExitStandby: { service: 'autoscaling', writes: true, cmdlet: 'Exit-ASStandby' },
};
