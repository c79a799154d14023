import type { Guest } from './guest.ts';
import type { Resource } from './world.ts';

export interface VolumeAttachment {
  readonly instanceId: string;
  readonly device: string;
  readonly attachedMs: number;
  deleteOnTermination: boolean;
  state: 'attaching' | 'attached' | 'detaching';
}

/** An EBS volume. */
export interface Volume extends Resource {
  readonly sizeGib: number;
  readonly type: string;
  readonly availabilityZone: string;
  readonly createdMs: number;
  readonly snapshotId?: string | undefined;
  readonly isEncrypted: boolean;
  isCreating: boolean;
  attachment?: VolumeAttachment | undefined;
  /** When what it is doing ends: being created, attached or detached. */
  dueMs?: number | undefined;
  /** The system on it, where there is one. */
  guest?: Guest | undefined;
}

export interface Snapshot extends Resource {
  readonly volumeId: string;
  readonly sizeGib: number;
  readonly isEncrypted: boolean;
  readonly description: string;
  readonly startedMs: number;
  /** When it is complete. */
  readonly dueMs: number;
  readonly guest?: Guest | undefined;
}

/** What a device of an instance is made from. */
export interface Mapping {
  readonly device: string;
  /** A volume of the host: `ephemeral0`. */
  readonly virtualName?: string | undefined;
  readonly ebs?:
    | {
        readonly snapshotId?: string | undefined;
        readonly sizeGib?: number | undefined;
        readonly type?: string | undefined;
        readonly deleteOnTermination?: boolean | undefined;
        readonly isEncrypted?: boolean | undefined;
      }
    | undefined;
}

export type Virtualization = 'hvm' | 'paravirtual';
export type RootDeviceType = 'ebs' | 'instance-store';

/** An AMI. Its ENA flag is absent where nobody ever set it, and can never be changed. */
export interface Image extends Resource {
  readonly name: string;
  readonly description: string;
  readonly location: string;
  readonly createdMs: number;
  /** When it can be used. */
  readonly dueMs: number;
  isDeregistered: boolean;
  readonly architecture: string;
  readonly virtualization: Virtualization;
  readonly rootDeviceType: RootDeviceType;
  readonly rootDeviceName: string;
  readonly mappings: readonly Mapping[];
  readonly enaSupport?: boolean | undefined;
  readonly sriovNetSupport?: 'simple' | undefined;
  /** What AWS Marketplace calls what is sold with it. */
  readonly productCode?: string | undefined;
  readonly sourceInstanceId?: string | undefined;
  /** What an instance-store image holds; an EBS image's snapshot holds its own. */
  readonly guest?: Guest | undefined;
}
