import { flag, list, record, required, text, whole } from '../protocol/shapes.ts';
import type { Mapping } from '../world/storage.ts';
import type { World } from '../world/world.ts';
import { find } from './find.ts';

/** `BlockDeviceMapping.N`. */
export const blockDeviceMappings = list(
  record({
    DeviceName: required(text),
    VirtualName: text,
    NoDevice: text,
    Ebs: record({
      SnapshotId: text,
      VolumeSize: whole,
      VolumeType: text,
      DeleteOnTermination: flag,
      Encrypted: flag,
      Iops: whole,
      Throughput: whole,
    }),
  }),
);

/** A mapping, and whether it takes the device away. */
interface Overlay extends Mapping {
  readonly isAbsent: boolean;
}

/**
 * What a request maps.
 *
 * @throws Ec2Error for a snapshot there is not
 */
export const mappingsOf = (world: World, asked: ReturnType<typeof blockDeviceMappings>): Overlay[] =>
  asked.map(({ DeviceName, VirtualName, NoDevice, Ebs }) => ({
    device: DeviceName,
    virtualName: VirtualName,
    isAbsent: NoDevice !== undefined,
    ebs: Ebs && {
      snapshotId: Ebs.SnapshotId === undefined ? undefined : find(world, 'snapshot', Ebs.SnapshotId).id,
      sizeGib: Ebs.VolumeSize,
      type: Ebs.VolumeType,
      deleteOnTermination: Ebs.DeleteOnTermination,
      isEncrypted: Ebs.Encrypted,
    },
  }));

const withoutUndefined = <T extends object>(values: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;

/** An image's mappings with a request's over them, device by device. */
export const overlaid = (below: readonly Mapping[], above: readonly Overlay[]): Mapping[] => {
  const merged = new Map(below.map((mapping) => [mapping.device, mapping]));
  for (const { isAbsent, ...mapping } of above) {
    if (isAbsent) {
      merged.delete(mapping.device);
      continue;
    }
    const beneath = merged.get(mapping.device);
    const ebs = mapping.ebs && { ...beneath?.ebs, ...withoutUndefined(mapping.ebs) };
    merged.set(mapping.device, { ...mapping, ebs });
  }
  return [...merged.values()];
};
