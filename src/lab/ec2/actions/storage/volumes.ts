import { requestRefusals } from '../../protocol/requestRefusals.ts';
import { flag, list, required, text, whole } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { volumeRow, volumeState } from '../../rows/storageRow.ts';
import { newId } from '../../world/ids.ts';
import { subnets } from '../../world/network.ts';
import type { Scene } from '../../world/scene.ts';
import type { Volume } from '../../world/storage.ts';
import { type Action, action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { find, findAll } from '../find.ts';
import { once } from '../once.ts';
import { page, paging } from '../page.ts';
import { tagSpecifications, tagsFor } from '../tagSpecifications.ts';

const mostGib = 16_384;

const createVolume = action(
  'CreateVolume',
  {
    AvailabilityZone: required(text),
    Size: whole,
    SnapshotId: text,
    VolumeType: text,
    Encrypted: flag,
    Iops: whole,
    Throughput: whole,
    ClientToken: text,
    TagSpecification: tagSpecifications,
  },
  {
    finds: ({ world }, { SnapshotId }) => (SnapshotId === undefined ? undefined : find(world, 'snapshot', SnapshotId)),
    does: (scene, asked, snapshot) => {
      const { world, nowMs, timings } = scene;
      const { AvailabilityZone: zone, Size } = asked;
      if (!subnets.some((subnet) => world.region + subnet.zone === zone)) throw refusals.invalidZone(zone);
      const sizeGib = Size ?? snapshot?.sizeGib;
      if (sizeGib === undefined) throw requestRefusals.missingParameter('Size/SnapshotId');
      if (sizeGib < (snapshot?.sizeGib ?? 1) || sizeGib > mostGib)
        throw requestRefusals.invalidValue(String(sizeGib), 'Size');
      if (snapshot !== undefined && snapshot.dueMs > nowMs) throw refusals.snapshotPending(snapshot.id);
      const id = once(world, 'CreateVolume', asked.ClientToken, asked, () => {
        const made = newId(world, 'vol');
        world.volumes[made] = {
          id: made,
          sizeGib,
          type: asked.VolumeType ?? 'gp2',
          availabilityZone: zone,
          createdMs: nowMs,
          snapshotId: snapshot?.id,
          isEncrypted: asked.Encrypted ?? snapshot?.isEncrypted ?? false,
          isCreating: true,
          dueMs: nowMs + timings.volumeMs,
          guest: snapshot?.guest && { ...snapshot.guest },
          tags: tagsFor('volume', asked.TagSpecification),
        };
        return made;
      });
      return volumeRow(find(world, 'volume', id));
    },
  },
);

const deleteVolume = action(
  'DeleteVolume',
  { VolumeId: required(text) },
  {
    finds: ({ world }, { VolumeId }) => find(world, 'volume', VolumeId),
    does: ({ world }, _, { id, attachment }) => {
      if (attachment !== undefined) throw refusals.volumeInUse(id, attachment.instanceId);
      delete world.volumes[id];
      return { return: true };
    },
  },
);

const volumeFilters: Filterable<Volume> = {
  'attachment.device': ({ attachment }) => [attachment?.device],
  'attachment.instance-id': ({ attachment }) => [attachment?.instanceId],
  'attachment.status': ({ attachment }) => [attachment?.state],
  'attachment.delete-on-termination': ({ attachment }) => [attachment?.deleteOnTermination],
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  encrypted: ({ isEncrypted }) => [isEncrypted],
  size: ({ sizeGib }) => [sizeGib],
  'snapshot-id': ({ snapshotId }) => [snapshotId],
  status: (volume) => [volumeState(volume)],
  'volume-id': ({ id }) => [id],
  'volume-type': ({ type }) => [type],
};

const describeVolumes = action(
  'DescribeVolumes',
  { VolumeId: list(text), Filter: filters, IncludeManagedResources: flag, ...paging },
  {
    isRead: true,
    finds: ({ world }: Scene, { VolumeId }) => findAll(world, 'volume', VolumeId),
    does: (_, { Filter, ...asked }, volumes) => {
      const chosen = passing(volumes, Filter, volumeFilters);
      const { rows, nextToken } = page(chosen, ({ id }) => id, asked, { least: 5, most: 1000 });
      return { volumeSet: rows.map(volumeRow), nextToken };
    },
  },
);

/** What makes, shows and deletes volumes. */
export const volumeActions: readonly Action[] = [createVolume, deleteVolume, describeVolumes];
