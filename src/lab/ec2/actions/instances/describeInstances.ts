import { instanceTypes } from '../../../../spec/instanceTypes.ts';
import { flag, list, text } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { reservationRow } from '../../rows/instanceRow.ts';
import { interfacesOf, volumesOf } from '../../world/devices.ts';
import { type Instance, stateCodes } from '../../world/instance.ts';
import { vpcId } from '../../world/network.ts';
import type { World } from '../../world/world.ts';
import { action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { findAll } from '../find.ts';
import { page, paging } from '../page.ts';

/** What instances can be filtered by. */
export const instanceFilters = (world: World): Filterable<Instance> => ({
  architecture: ({ architecture }) => [architecture],
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  'block-device-mapping.volume-id': ({ id }) => volumesOf(world, id).map((volume) => volume.id),
  'block-device-mapping.device-name': ({ id }) => volumesOf(world, id).map(({ attachment }) => attachment?.device),
  'client-token': ({ clientToken }) => [clientToken],
  'hibernation-options.configured': ({ canHibernate }) => [canHibernate],
  hypervisor: ({ type }) => [instanceTypes.get(type)?.hypervisor === 'xen' ? 'xen' : 'nitro'],
  'image-id': ({ imageId }) => [imageId],
  'instance-id': ({ id }) => [id],
  'instance-lifecycle': ({ spot }) => [spot && 'spot'],
  'instance-state-code': ({ state }) => [stateCodes[state]],
  'instance-state-name': ({ state }) => [state],
  'instance-type': ({ type }) => [type],
  'network-interface.network-interface-id': ({ id }) => interfacesOf(world, id).map((face) => face.id),
  'private-ip-address': ({ id }) => interfacesOf(world, id).map(({ privateIp }) => privateIp),
  'ip-address': ({ id }) => interfacesOf(world, id).map(({ publicIp }) => publicIp),
  'reservation-id': ({ reservationId }) => [reservationId],
  'root-device-name': ({ rootDeviceName }) => [rootDeviceName],
  'root-device-type': ({ rootDeviceType }) => [rootDeviceType],
  'state-reason-code': ({ stateReason }) => [stateReason?.code],
  'subnet-id': ({ subnetId }) => [subnetId],
  'virtualization-type': ({ virtualization }) => [virtualization],
  'vpc-id': () => [vpcId],
});

/** DescribeInstances, by reservation. */
export const describeInstances = action(
  'DescribeInstances',
  { InstanceId: list(text), Filter: filters, IncludeManagedResources: flag, ...paging },
  {
    isRead: true,

    finds: ({ world }, { InstanceId }) => findAll(world, 'instance', InstanceId),
    does: ({ world }, { InstanceId, Filter, ...asked }, instances) => {
      if (InstanceId.length > 0 && asked.MaxResults !== undefined) throw refusals.idsWithPaging();
      const chosen = passing(instances, Filter, instanceFilters(world));
      const { rows, nextToken } = page(chosen, ({ reservationId, id }) => `${reservationId} ${id}`, asked, {
        least: 5,
        most: 1000,
      });
      const reservations = [...new Set(rows.map(({ reservationId }) => reservationId))];
      return {
        reservationSet: reservations.map((id) =>
          reservationRow(
            world,
            id,
            rows.filter(({ reservationId }) => reservationId === id),
          ),
        ),
        nextToken,
      };
    },
  },
);
