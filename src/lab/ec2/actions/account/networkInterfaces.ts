import { flag, list, text } from '../../protocol/shapes.ts';
import { groupSet, tagSet, timeOf } from '../../rows/instanceRow.ts';
import { subnets, vpcId } from '../../world/network.ts';
import type { NetworkInterface } from '../../world/networkInterface.ts';
import type { Scene } from '../../world/scene.ts';
import { ownerId, type World } from '../../world/world.ts';
import { type Action, action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { findAll } from '../find.ts';
import { page, paging } from '../page.ts';

const zoneOf = ({ region }: World, { subnetId }: NetworkInterface): string =>
  region + (subnets.find(({ id }) => id === subnetId)?.zone ?? '');

const statusOf = ({ attachment }: NetworkInterface) => (attachment === undefined ? 'available' : 'in-use');

const interfaceRow = (world: World, face: NetworkInterface) => ({
  networkInterfaceId: face.id,
  subnetId: face.subnetId,
  vpcId,
  availabilityZone: zoneOf(world, face),
  description: '',
  ownerId,
  requesterManaged: false,
  status: statusOf(face),
  macAddress: face.mac,
  privateIpAddress: face.privateIp,
  sourceDestCheck: true,
  groupSet: groupSet(face.groupIds),
  attachment: face.attachment && {
    attachmentId: face.attachment.id,
    instanceId: face.attachment.instanceId,
    instanceOwnerId: ownerId,
    deviceIndex: face.attachment.deviceIndex,
    status: 'attached',
    attachTime: timeOf(face.attachment.attachedMs),
    deleteOnTermination: face.attachment.deleteOnTermination,
  },
  association: face.publicIp === undefined ? undefined : { publicIp: face.publicIp, ipOwnerId: 'amazon' },
  tagSet: tagSet(face.tags),
  interfaceType: 'interface',
});

const interfaceFilters = (world: World): Filterable<NetworkInterface> => ({
  'attachment.instance-id': ({ attachment }) => [attachment?.instanceId],
  'attachment.device-index': ({ attachment }) => [attachment?.deviceIndex],
  'availability-zone': (face) => [zoneOf(world, face)],
  'group-id': ({ groupIds }) => groupIds,
  'mac-address': ({ mac }) => [mac],
  'network-interface-id': ({ id }) => [id],
  'private-ip-address': ({ privateIp }) => [privateIp],
  status: (face) => [statusOf(face)],
  'subnet-id': ({ subnetId }) => [subnetId],
  'vpc-id': () => [vpcId],
});

const describeNetworkInterfaces = action(
  'DescribeNetworkInterfaces',
  { NetworkInterfaceId: list(text), Filter: filters, IncludeManagedResources: flag, ...paging },
  {
    isRead: true,
    finds: ({ world }: Scene, { NetworkInterfaceId }) => findAll(world, 'networkInterface', NetworkInterfaceId),
    does: ({ world }, { Filter, ...asked }, faces) => {
      const chosen = passing(faces, Filter, interfaceFilters(world));
      const { rows, nextToken } = page(chosen, ({ id }) => id, asked, { least: 5, most: 1000 });
      return { networkInterfaceSet: rows.map((face) => interfaceRow(world, face)), nextToken };
    },
  },
);

export const interfaceActions: readonly Action[] = [describeNetworkInterfaces];
