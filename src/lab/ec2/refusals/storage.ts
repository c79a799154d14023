import { refusal } from './refusal.ts';

const reference = 'EC2 API reference, error codes';
/** By several users who met it. */
const pasted = 'pasted in public';

/** Why EC2 refuses to work on volumes, snapshots and images. */
export const storageRefusals = {
  instanceStoreImage: refusal(
    'InvalidParameterValue',
    (id: string) => `Invalid value '${id}' for instanceId. Instance does not have a volume attached at root (null)`,
    'the same sentence of StartInstances, pasted in public',
  ),
  imageUnavailable: refusal(
    'InvalidAMIID.Unavailable',
    (id: string) => `The image ID '${id}' is no longer available`,
    reference,
  ),
  imageNameTaken: refusal(
    'InvalidAMIName.Duplicate',
    (name: string, id: string) => `AMI name ${name} is already in use by AMI ${id}`,
    pasted,
  ),
  snapshotPending: refusal(
    'IncorrectState',
    (id: string) => `Snapshot is in invalid state - pending: ${id}`,
    undefined,
  ),
  snapshotInUse: refusal(
    'InvalidSnapshot.InUse',
    (id: string, image: string) => `The snapshot ${id} is currently in use by ${image}`,
    pasted,
  ),
  volumeInUse: refusal(
    'VolumeInUse',
    (id: string, instance: string) => `Volume ${id} is currently attached to ${instance}`,
    pasted,
  ),
  volumeAttached: refusal('VolumeInUse', (id: string) => `${id} is already attached to an instance`, pasted),
  volumeNotAvailable: refusal(
    'IncorrectState',
    (id: string, state: string) => `Volume '${id}' is in the '${state}' state.`,
    undefined,
  ),
  volumeNotAttached: refusal('IncorrectState', (id: string) => `Volume '${id}' is in the 'available' state.`, pasted),
  volumeElsewhere: refusal(
    'InvalidAttachment.NotFound',
    (id: string, instance: string) => `Volume '${id}' is not attached to instance '${instance}'`,
    reference,
  ),
  rootDetach: refusal(
    'IncorrectState',
    (id: string, instance: string) => `Unable to detach root volume '${id}' from instance '${instance}'`,
    pasted,
  ),
  zoneMismatch: refusal(
    'InvalidVolume.ZoneMismatch',
    (id: string, instance: string) =>
      `The volume '${id}' is not in the same availability zone as instance '${instance}'`,
    pasted,
  ),
  deviceInUse: refusal(
    'InvalidParameterValue',
    (device: string) => `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`,
    pasted,
  ),
  notAttachable: refusal('IncorrectState', (id: string) => `Instance '${id}' is not 'running'.`, pasted),
  invalidZone: refusal('InvalidParameterValue', (zone: string) => `Invalid availability zone: [${zone}]`, pasted),
} as const;
