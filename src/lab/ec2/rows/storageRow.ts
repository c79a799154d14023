import type { Image, Mapping, Snapshot, Volume } from '../world/storage.ts';
import { ownerId } from '../world/world.ts';
import { productCodes, tagSet, timeOf } from './instanceRow.ts';

/** An attachment as AttachVolume, DetachVolume and DescribeVolumes print it. */
export const attachmentRow = ({ id, attachment }: Volume) => ({
  volumeId: id,
  instanceId: attachment!.instanceId,
  device: attachment!.device,
  status: attachment!.state,
  attachTime: timeOf(attachment!.attachedMs),
  deleteOnTermination: attachment!.deleteOnTermination,
});

/** The state of a volume: it is in use from the moment it is being attached. */
export const volumeState = ({ isCreating, attachment }: Volume): 'creating' | 'available' | 'in-use' =>
  isCreating ? 'creating' : attachment === undefined ? 'available' : 'in-use';

export const volumeRow = (volume: Volume) => ({
  volumeId: volume.id,
  size: volume.sizeGib,
  snapshotId: volume.snapshotId ?? '',
  availabilityZone: volume.availabilityZone,
  status: volumeState(volume),
  createTime: timeOf(volume.createdMs),
  attachmentSet: volume.attachment === undefined ? undefined : [attachmentRow(volume)],
  tagSet: tagSet(volume.tags),
  volumeType: volume.type,
  encrypted: volume.isEncrypted,
  multiAttachEnabled: false,
});

/** How much of a snapshot is done, in percent. */
const progressOf = ({ startedMs, dueMs }: Snapshot, nowMs: number): number =>
  nowMs >= dueMs ? 100 : Math.floor((100 * (nowMs - startedMs)) / (dueMs - startedMs));

export const snapshotState = ({ dueMs }: Snapshot, nowMs: number): 'pending' | 'completed' =>
  nowMs >= dueMs ? 'completed' : 'pending';

export const snapshotRow = (snapshot: Snapshot, nowMs: number) => ({
  snapshotId: snapshot.id,
  volumeId: snapshot.volumeId,
  status: snapshotState(snapshot, nowMs),
  startTime: timeOf(snapshot.startedMs),
  completionTime: nowMs >= snapshot.dueMs ? timeOf(snapshot.dueMs) : undefined,
  progress: `${progressOf(snapshot, nowMs)}%`,
  ownerId,
  volumeSize: snapshot.sizeGib,
  description: snapshot.description,
  encrypted: snapshot.isEncrypted,
  storageTier: 'standard',
  tagSet: tagSet(snapshot.tags),
});

export const imageState = ({ dueMs }: Image, nowMs: number): 'pending' | 'available' =>
  nowMs >= dueMs ? 'available' : 'pending';

const mappingRow = ({ device, virtualName, ebs }: Mapping) => ({
  deviceName: device,
  virtualName,
  ebs: ebs && {
    snapshotId: ebs.snapshotId,
    volumeSize: ebs.sizeGib,
    deleteOnTermination: ebs.deleteOnTermination ?? true,
    volumeType: ebs.type ?? 'gp3',
    encrypted: ebs.isEncrypted ?? false,
  },
});

/** An image. Its ENA flag is absent where nobody set it. */
export const imageRow = (image: Image, nowMs: number) => ({
  imageId: image.id,
  imageLocation: image.location,
  imageState: imageState(image, nowMs),
  imageOwnerId: ownerId,
  creationDate: timeOf(image.createdMs),
  isPublic: false,
  architecture: image.architecture,
  imageType: 'machine',
  platformDetails: 'Linux/UNIX',
  name: image.name,
  description: image.description === '' ? undefined : image.description,
  rootDeviceType: image.rootDeviceType,
  rootDeviceName: image.rootDeviceName,
  blockDeviceMapping: image.mappings.map(mappingRow),
  virtualizationType: image.virtualization,
  hypervisor: 'xen',
  enaSupport: image.enaSupport,
  sriovNetSupport: image.sriovNetSupport,
  productCodes: productCodes(image),
  sourceInstanceId: image.sourceInstanceId,
  tagSet: tagSet(image.tags),
});
