/**
 * What EC2 answers, as far as enakit reads it, under EC2's own names (API 2016-11-15). Every field may be absent: an
 * answer may be older than the field, and `EnaSupport` is missing wherever it was never set.
 */

export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

export interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

export interface NetworkInterface {
  readonly NetworkInterfaceId?: string;
  readonly Status?: string;
  readonly InterfaceType?: string;
  readonly PrivateIpAddress?: string;
  readonly SubnetId?: string;
  readonly Groups?: readonly { readonly GroupId?: string }[];
  readonly Association?: { readonly PublicIp?: string; readonly IpOwnerId?: string };
  readonly Attachment?: { readonly DeviceIndex?: number; readonly Status?: string };
}

export interface Instance {
  readonly InstanceId?: string;
  readonly InstanceType?: string;
  readonly ImageId?: string;
  readonly State?: { readonly Name?: string };
  readonly StateReason?: { readonly Code?: string; readonly Message?: string };
  readonly StateTransitionReason?: string;
  readonly LaunchTime?: Date;
  readonly EnaSupport?: boolean;
  readonly VirtualizationType?: string;
  readonly Hypervisor?: string;
  readonly RootDeviceType?: string;
  readonly RootDeviceName?: string;
  readonly BlockDeviceMappings?: readonly {
    readonly DeviceName?: string;
    readonly Ebs?: { readonly VolumeId?: string; readonly DeleteOnTermination?: boolean };
  }[];
  readonly NetworkInterfaces?: readonly NetworkInterface[];
  readonly InstanceLifecycle?: string;
  readonly HibernationOptions?: { readonly Configured?: boolean };
  readonly Placement?: { readonly AvailabilityZone?: string; readonly GroupName?: string; readonly Tenancy?: string };
  readonly Architecture?: string;
  readonly KeyName?: string;
  readonly SubnetId?: string;
  readonly SecurityGroups?: readonly { readonly GroupId?: string }[];
  readonly IamInstanceProfile?: { readonly Arn?: string };
  readonly ProductCodes?: readonly { readonly ProductCodeType?: string }[];
  readonly Tags?: readonly Tag[];
}

export interface StatusSummary {
  readonly Status?: string;
}

export interface InstanceStatus {
  readonly InstanceId?: string;
  readonly InstanceStatus?: StatusSummary;
  readonly SystemStatus?: StatusSummary;
  readonly AttachedEbsStatus?: StatusSummary;
}

export interface InstanceTypeInfo {
  readonly InstanceType?: string;
  readonly Hypervisor?: string;
  readonly InstanceStorageSupported?: boolean;
  readonly NetworkInfo?: { readonly EnaSupport?: string };
}

export interface Image {
  readonly ImageId?: string;
  readonly Name?: string;
  readonly State?: string;
  readonly EnaSupport?: boolean;
  readonly VirtualizationType?: string;
  readonly RootDeviceType?: string;
}

export interface Volume {
  readonly VolumeId?: string;
  readonly State?: string;
  readonly AvailabilityZone?: string;
  readonly Attachments?: readonly { readonly InstanceId?: string; readonly Device?: string; readonly State?: string }[];
}

export interface Snapshot {
  readonly SnapshotId?: string;
  readonly State?: string;
}

export interface AutoScalingInstance {
  readonly InstanceId?: string;
  readonly AutoScalingGroupName?: string;
  readonly LifecycleState?: string;
}
