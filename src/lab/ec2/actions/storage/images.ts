import { requestRefusals } from '../../protocol/requestRefusals.ts';
import { flag, list, required, text, word } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { imageRow, imageState } from '../../rows/storageRow.ts';
import { guestOf, volumesOf } from '../../world/devices.ts';
import { newId } from '../../world/ids.ts';
import type { Scene } from '../../world/scene.ts';
import type { Image } from '../../world/storage.ts';
import { ownerId, type World } from '../../world/world.ts';
import { type Action, action } from '../action.ts';
import { blockDeviceMappings, mappingsOf, overlaid } from '../blockDeviceMappings.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { find, findAll } from '../find.ts';
import { page, paging } from '../page.ts';
import { tagSpecifications, tagsFor } from '../tagSpecifications.ts';
import { isOwnedByAny, takeSnapshot } from './snapshots.ts';

const checkName = (world: World, name: string): void => {
  const other = Object.values(world.images).find((image) => image.name === name && !image.isDeregistered);
  if (other !== undefined) throw refusals.imageNameTaken(name, other.id);
};

const keep = ({ world }: Scene, image: Omit<Image, 'id' | 'isDeregistered'>): Image => {
  const kept: Image = { id: newId(world, 'ami'), isDeregistered: false, ...image };
  world.images[kept.id] = kept;
  return kept;
};

/** What a bundle holds that an instance of the lab uploaded: the system of the instance-store image it was launched from. */
const bundledGuest = (world: World, location: string): Image['guest'] => {
  const images = Object.values(world.images).filter(({ rootDeviceType }) => rootDeviceType === 'instance-store');
  const guest = (images.find((image) => image.location === location) ?? images[0])?.guest;
  return guest && { ...guest };
};

const registerImage = action(
  'RegisterImage',
  {
    Name: required(text),
    Description: text,
    ImageLocation: text,
    Architecture: text,
    KernelId: text,
    RamdiskId: text,
    BootMode: text,
    RootDeviceName: text,
    VirtualizationType: word('hvm', 'paravirtual'),
    EnaSupport: flag,
    SriovNetSupport: word('simple'),
    BlockDeviceMapping: blockDeviceMappings,
    TagSpecification: tagSpecifications,
  },
  {
    does: (scene, asked) => {
      const { world, nowMs } = scene;
      checkName(world, asked.Name);
      const mappings = overlaid([], mappingsOf(world, asked.BlockDeviceMapping));
      const rootDeviceName = asked.RootDeviceName ?? '/dev/sda1';
      const root = mappings.find(({ device }) => device === rootDeviceName)?.ebs;
      const { ImageLocation: location } = asked;
      if (root?.snapshotId === undefined && location === undefined)
        throw requestRefusals.missingParameter('blockDeviceMapping');
      const { id } = keep(scene, {
        name: asked.Name,
        description: asked.Description ?? '',
        location: location ?? `${ownerId}/${asked.Name}`,
        createdMs: nowMs,
        dueMs: nowMs,
        architecture: asked.Architecture ?? 'i386',
        virtualization: asked.VirtualizationType ?? 'paravirtual',
        rootDeviceType: root?.snapshotId === undefined ? 'instance-store' : 'ebs',
        rootDeviceName,
        mappings,
        enaSupport: asked.EnaSupport,
        sriovNetSupport: asked.SriovNetSupport,
        guest: location === undefined ? undefined : bundledGuest(world, location),
        tags: tagsFor('image', asked.TagSpecification),
      });
      return { imageId: id };
    },
  },
);

const createImage = action(
  'CreateImage',
  {
    InstanceId: required(text),
    Name: required(text),
    Description: text,
    NoReboot: flag,
    BlockDeviceMapping: blockDeviceMappings,
    TagSpecification: tagSpecifications,
  },
  {
    finds: ({ world }, { InstanceId }) => find(world, 'instance', InstanceId),
    does: (scene, asked, instance) => {
      const { world, nowMs, timings } = scene;
      checkName(world, asked.Name);
      if (instance.rootDeviceType !== 'ebs') throw refusals.instanceStoreImage(instance.id);
      const mappings = volumesOf(world, instance.id).map((volume) => ({
        device: volume.attachment!.device,
        ebs: {
          snapshotId: takeSnapshot(scene, volume, `Created by CreateImage(${instance.id})`, []).id,
          sizeGib: volume.sizeGib,
          type: volume.type,
          deleteOnTermination: volume.attachment!.deleteOnTermination,
        },
      }));
      if (instance.state === 'running' && !asked.NoReboot) instance.dueMs = nowMs + timings.rebootMs;
      const { id } = keep(scene, {
        name: asked.Name,
        description: asked.Description ?? '',
        location: `${ownerId}/${asked.Name}`,
        createdMs: nowMs,
        dueMs: nowMs + timings.imageMs,
        architecture: instance.architecture,
        virtualization: instance.virtualization,
        rootDeviceType: 'ebs',
        rootDeviceName: instance.rootDeviceName,
        mappings: overlaid(mappings, mappingsOf(world, asked.BlockDeviceMapping)),
        enaSupport: instance.enaSupport,
        sriovNetSupport: instance.sriovNetSupport,
        productCode: instance.productCode,
        sourceInstanceId: instance.id,
        guest: guestOf(world, instance),
        tags: tagsFor('image', asked.TagSpecification),
      });
      return { imageId: id };
    },
  },
);

const deregisterImage = action(
  'DeregisterImage',
  { ImageId: required(text) },
  {
    finds: ({ world }, { ImageId }) => find(world, 'image', ImageId),
    does: (_, __, image) => {
      image.isDeregistered = true;
      return { return: true };
    },
  },
);

const imageFilters = (nowMs: number): Filterable<Image> => ({
  architecture: ({ architecture }) => [architecture],
  description: ({ description }) => [description],
  'ena-support': ({ enaSupport }) => [enaSupport],
  'image-id': ({ id }) => [id],
  name: ({ name }) => [name],
  'owner-id': () => [ownerId],
  'root-device-type': ({ rootDeviceType }) => [rootDeviceType],
  'root-device-name': ({ rootDeviceName }) => [rootDeviceName],
  state: (image) => [imageState(image, nowMs)],
  'virtualization-type': ({ virtualization }) => [virtualization],
});

const describeImages = action(
  'DescribeImages',
  {
    ImageId: list(text),
    Owner: list(text),
    ExecutableBy: list(text),
    Filter: filters,
    IncludeDeprecated: flag,
    IncludeDisabled: flag,
    ...paging,
  },
  {
    isRead: true,
    finds: ({ world }: Scene, { ImageId }) => findAll(world, 'image', ImageId),
    does: ({ nowMs }, { Filter, Owner, ...asked }, images) => {
      const owned = isOwnedByAny(Owner) ? images : [];
      const chosen = passing(owned, Filter, imageFilters(nowMs));
      const { rows, nextToken } = page(chosen, ({ id }) => id, asked, { least: 1, most: 1000 });
      return { imagesSet: rows.map((image) => imageRow(image, nowMs)), nextToken };
    },
  },
);

/** What makes, shows and withdraws images. */
export const imageActions: readonly Action[] = [registerImage, createImage, deregisterImage, describeImages];
