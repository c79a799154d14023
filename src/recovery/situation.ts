import type { Dossier } from '../evidence/ec2/dossier.ts';
import type { InstanceSeen } from '../evidence/ec2/instanceSeen.ts';
import { seenOf } from '../evidence/ec2/seenOf.ts';
import type { Instance } from '../evidence/ec2/shapes.ts';

/** An instance as a plan looks at it: what judgement needs, in our words. */
export interface Situation extends InstanceSeen {
  readonly instance: Instance;
  readonly spot: boolean;
  /** Stopped by hibernation: its memory lies on the root volume. */
  readonly hibernated: boolean;
  readonly stopProtection: boolean;
  /** Its Auto Scaling group, and how it stands there (`InService`, `Standby`; absent where that could not be asked). */
  readonly group?: string;
  readonly lifecycle?: string;
  /** Its type has instance-store volumes. */
  readonly instanceStorage: boolean;
  readonly rootVolume?: string;
  readonly rootDeviceName?: string;
  readonly zone?: string;
  /** A public address that EC2 lent and takes back at a stop. */
  readonly lentAddress?: string;
  readonly placementGroup?: string;
  /** Its image was bought: the root volume cannot be attached elsewhere as a data volume. */
  readonly marketplace: boolean;
}

const rootVolumeOf = ({ RootDeviceName, BlockDeviceMappings = [] }: Instance): string | undefined =>
  BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName)?.Ebs?.VolumeId;

const lentAddressOf = ({ NetworkInterfaces = [] }: Instance): string | undefined =>
  NetworkInterfaces.find(({ Association }) => Association?.IpOwnerId === 'amazon')?.Association?.PublicIp;

/** What a dossier means to someone who has to act. */
export const situationOf = (dossier: Dossier): Situation => {
  const { instance, autoScaling, type, stopProtection = false } = dossier;
  const rootVolume = rootVolumeOf(instance);
  const lentAddress = lentAddressOf(instance);
  const { RootDeviceName, Placement, ProductCodes = [] } = instance;
  return {
    ...seenOf(dossier),
    instance,
    spot: instance.InstanceLifecycle === 'spot',
    hibernated: instance.StateReason?.Code === 'Client.UserInitiatedHibernate',
    stopProtection,
    ...(autoScaling && { group: autoScaling.AutoScalingGroupName ?? 'unknown' }),
    ...(autoScaling?.LifecycleState && { lifecycle: autoScaling.LifecycleState }),
    instanceStorage: type?.InstanceStorageSupported === true,
    ...(rootVolume !== undefined && { rootVolume }),
    ...(RootDeviceName && { rootDeviceName: RootDeviceName }),
    ...(Placement?.AvailabilityZone && { zone: Placement.AvailabilityZone }),
    ...(lentAddress !== undefined && { lentAddress }),
    ...(Placement?.GroupName && { placementGroup: Placement.GroupName }),
    marketplace: ProductCodes.some(({ ProductCodeType }) => ProductCodeType === 'marketplace'),
  };
};
