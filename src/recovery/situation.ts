import { openDossier } from '../evidence/ec2/dossier.ts';
import type { InstanceSeen } from '../evidence/ec2/instanceSeen.ts';
import { seenOf } from '../evidence/ec2/seenOf.ts';
import type { Instance } from '../evidence/ec2/shapes.ts';
import type { Ec2 } from './ec2/calls.ts';
import { type Membership, membershipOf } from './membership.ts';

/** An instance as a plan looks at it: what judgement needs, in our words. */
export interface Situation extends InstanceSeen, Partial<Membership> {
  readonly instance: Instance;
  readonly spot: boolean;
  /** Stopped by hibernation: its memory lies on the root volume. */
  readonly hibernated: boolean;
  /** Absent where it could not be asked. */
  readonly stopProtection?: boolean;
  /** Auto Scaling answered whether it is in a group. */
  readonly groupSeen: boolean;
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
  /** Sentences about what could not be asked. */
  readonly unseen: readonly string[];
}

const rootVolumeOf = ({ RootDeviceName, BlockDeviceMappings = [] }: Instance): string | undefined =>
  BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName)?.Ebs?.VolumeId;

const lentAddressOf = ({ NetworkInterfaces = [] }: Instance): string | undefined =>
  NetworkInterfaces.find(({ Association }) => Association?.IpOwnerId === 'amazon')?.Association?.PublicIp;

/** Looks at an instance with the eyes of someone who has to act. @throws Ec2Error when it cannot be read */
export const lookAt = async (ask: Ec2, id: string): Promise<Situation> => {
  const dossier = await openDossier(ask, id);
  const { instance, type, stopProtection } = dossier;
  const unseen = [...dossier.unseen];
  const membership = await membershipOf(ask, instance, unseen);
  const rootVolume = rootVolumeOf(instance);
  const lentAddress = lentAddressOf(instance);
  const { RootDeviceName, Placement, ProductCodes = [] } = instance;
  return {
    ...seenOf(dossier),
    instance,
    spot: instance.InstanceLifecycle === 'spot',
    hibernated: instance.StateReason?.Code === 'Client.UserInitiatedHibernate',
    ...(stopProtection !== undefined && { stopProtection }),
    ...membership,
    groupSeen: unseen.length === dossier.unseen.length,
    instanceStorage: type?.InstanceStorageSupported === true,
    ...(rootVolume !== undefined && { rootVolume }),
    ...(RootDeviceName && { rootDeviceName: RootDeviceName }),
    ...(Placement?.AvailabilityZone && { zone: Placement.AvailabilityZone }),
    ...(lentAddress !== undefined && { lentAddress }),
    ...(Placement?.GroupName && { placementGroup: Placement.GroupName }),
    marketplace: ProductCodes.some(({ ProductCodeType }) => ProductCodeType === 'marketplace'),
    unseen,
  };
};
