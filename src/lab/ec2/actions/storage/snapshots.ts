import { list, required, text } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { snapshotRow, snapshotState } from '../../rows/storageRow.ts';
import { newId } from '../../world/ids.ts';
import type { Scene } from '../../world/scene.ts';
import type { Snapshot, Volume } from '../../world/storage.ts';
import { ownerId, type Tag } from '../../world/world.ts';
import { type Action, action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { find, findAll } from '../find.ts';
import { page, paging } from '../page.ts';
import { tagSpecifications, tagsFor } from '../tagSpecifications.ts';

/** Takes a snapshot of a volume as it is now. */
export const takeSnapshot = (
  { world, nowMs, timings }: Scene,
  volume: Volume,
  description: string,
  tags: Tag[],
): Snapshot => {
  const snapshot: Snapshot = {
    id: newId(world, 'snap'),
    volumeId: volume.id,
    sizeGib: volume.sizeGib,
    isEncrypted: volume.isEncrypted,
    description,
    startedMs: nowMs,
    dueMs: nowMs + timings.snapshotMs,
    guest: volume.guest && { ...volume.guest },
    tags,
  };
  world.snapshots[snapshot.id] = snapshot;
  return snapshot;
};

const createSnapshot = action(
  'CreateSnapshot',
  { VolumeId: required(text), Description: text, TagSpecification: tagSpecifications },
  {
    finds: ({ world }, { VolumeId }) => find(world, 'volume', VolumeId),
    does: (scene, { Description = '', TagSpecification }, volume) =>
      snapshotRow(takeSnapshot(scene, volume, Description, tagsFor('snapshot', TagSpecification)), scene.nowMs),
  },
);

const deleteSnapshot = action(
  'DeleteSnapshot',
  { SnapshotId: required(text) },
  {
    finds: ({ world }, { SnapshotId }) => find(world, 'snapshot', SnapshotId),
    does: ({ world }, _, { id }) => {
      const user = Object.values(world.images).find(
        ({ isDeregistered, mappings }) => !isDeregistered && mappings.some(({ ebs }) => ebs?.snapshotId === id),
      );
      if (user !== undefined) throw refusals.snapshotInUse(id, user.id);
      delete world.snapshots[id];
      return { return: true };
    },
  },
);

const snapshotFilters = (nowMs: number): Filterable<Snapshot> => ({
  description: ({ description }) => [description],
  encrypted: ({ isEncrypted }) => [isEncrypted],
  'owner-id': () => [ownerId],
  'snapshot-id': ({ id }) => [id],
  status: (snapshot) => [snapshotState(snapshot, nowMs)],
  'volume-id': ({ volumeId }) => [volumeId],
  'volume-size': ({ sizeGib }) => [sizeGib],
});

const describeSnapshots = action(
  'DescribeSnapshots',
  { SnapshotId: list(text), Owner: list(text), RestorableBy: list(text), Filter: filters, ...paging },
  {
    isRead: true,
    finds: ({ world }: Scene, { SnapshotId }) => findAll(world, 'snapshot', SnapshotId),
    does: ({ nowMs }, { Filter, Owner, ...asked }, snapshots) => {
      const owned = isOwnedByAny(Owner) ? snapshots : [];
      const chosen = passing(owned, Filter, snapshotFilters(nowMs));
      const { rows, nextToken } = page(chosen, ({ id }) => id, asked, { least: 5, most: 1000 });
      return { snapshotSet: rows.map((snapshot) => snapshotRow(snapshot, nowMs)), nextToken };
    },
  },
);

/** Whether the lab's account is among owners; it is, where none is named. */
export const isOwnedByAny = (owners: readonly string[]): boolean =>
  owners.length === 0 || owners.some((owner) => owner === 'self' || owner === ownerId);

/** What makes, shows and deletes snapshots. */
export const snapshotActions: readonly Action[] = [createSnapshot, deleteSnapshot, describeSnapshots];
