import { required, text, word } from '../../protocol/shapes.ts';
import type { Xml } from '../../protocol/xml.ts';
import { groupSet } from '../../rows/instanceRow.ts';
import { interfacesOf, volumesOf } from '../../world/devices.ts';
import type { Instance } from '../../world/instance.ts';
import type { World } from '../../world/world.ts';
import { action } from '../action.ts';
import { find } from '../find.ts';

/** What DescribeInstanceAttribute says of an instance, by the attribute's name. Absent values are empty elements. */
const shown = {
  instanceType: ({ type }) => ({ value: type }),
  kernel: () => ({}),
  ramdisk: () => ({}),
  userData: ({ userData }) => ({ value: userData }),
  disableApiTermination: ({ disableApiTermination }) => ({ value: disableApiTermination }),
  disableApiStop: ({ disableApiStop }) => ({ value: disableApiStop }),
  instanceInitiatedShutdownBehavior: ({ shutdownBehavior }) => ({ value: shutdownBehavior }),
  rootDeviceName: ({ rootDeviceName }) => ({ value: rootDeviceName }),
  blockDeviceMapping: ({ id }, world) =>
    volumesOf(world, id).map((volume) => ({
      deviceName: volume.attachment!.device,
      ebs: { volumeId: volume.id, status: 'attached', deleteOnTermination: volume.attachment!.deleteOnTermination },
    })),
  sourceDestCheck: ({ sourceDestCheck }) => ({ value: sourceDestCheck }),
  groupSet: ({ id }, world) => groupSet(interfacesOf(world, id)[0]?.groupIds ?? []),
  ebsOptimized: ({ ebsOptimized }) => ({ value: ebsOptimized }),
  sriovNetSupport: ({ sriovNetSupport }) => (sriovNetSupport === undefined ? undefined : { value: sriovNetSupport }),
  enaSupport: ({ enaSupport }) => (enaSupport === undefined ? undefined : { value: enaSupport }),
} as const satisfies Record<string, (instance: Instance, world: World) => Xml>;

type AttributeName = keyof typeof shown;

/** DescribeInstanceAttribute: one attribute at a time. */
export const describeInstanceAttribute = action(
  'DescribeInstanceAttribute',
  { InstanceId: required(text), Attribute: required(word(...(Object.keys(shown) as AttributeName[]))) },
  {
    isRead: true,

    finds: ({ world }, { InstanceId }) => find(world, 'instance', InstanceId),
    does: ({ world }, { Attribute }, instance) => ({
      instanceId: instance.id,
      [Attribute]: shown[Attribute](instance, world),
    }),
  },
);
