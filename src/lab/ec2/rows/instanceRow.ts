import { instanceTypes } from '../../../spec/instanceTypes.ts';
import type { Xml } from '../protocol/xml.ts';
import { interfacesOf, volumesOf } from '../world/devices.ts';
import { type Instance, type StateName, stateCodes } from '../world/instance.ts';
import { defaultSecurityGroup, vpcId } from '../world/network.ts';
import { ownerId, type Tag, type World } from '../world/world.ts';

/** A time as EC2 prints it. */
export const timeOf = (ms: number): string => new Date(ms).toISOString();

/** Tags; absent where there are none. */
export const tagSet = (tags: readonly Tag[]): Xml =>
  tags.length === 0 ? undefined : tags.map(({ key, value }) => ({ key, value }));

/** A state with its code. */
export const stateOf = (name: StateName) => ({ code: stateCodes[name], name });

/** Security groups by their ids. */
export const groupSet = (groupIds: readonly string[]): Xml =>
  groupIds.map((groupId) => ({
    groupId,
    groupName: groupId === defaultSecurityGroup.id ? defaultSecurityGroup.name : groupId,
  }));

const isGone = ({ state }: Instance): boolean => state === 'terminated';

const interfaceSet = (world: World, instance: Instance): Xml =>
  interfacesOf(world, instance.id).map((face) => ({
    networkInterfaceId: face.id,
    subnetId: face.subnetId,
    vpcId,
    ownerId,
    status: 'in-use',
    macAddress: face.mac,
    privateIpAddress: face.privateIp,
    sourceDestCheck: instance.sourceDestCheck,
    groupSet: groupSet(face.groupIds),
    attachment: {
      attachmentId: face.attachment!.id,
      deviceIndex: face.attachment!.deviceIndex,
      status: 'attached',
      attachTime: timeOf(face.attachment!.attachedMs),
      deleteOnTermination: face.attachment!.deleteOnTermination,
      networkCardIndex: 0,
    },
    association: face.publicIp === undefined ? undefined : { publicIp: face.publicIp, ipOwnerId: 'amazon' },
    privateIpAddressesSet: [{ privateIpAddress: face.privateIp, primary: true }],
    interfaceType: 'interface',
  }));

const deviceSet = (world: World, instance: Instance): Xml =>
  volumesOf(world, instance.id).map(({ id, attachment }) => ({
    deviceName: attachment!.device,
    ebs: {
      volumeId: id,
      status: attachment!.state,
      attachTime: timeOf(attachment!.attachedMs),
      deleteOnTermination: attachment!.deleteOnTermination,
    },
  }));

/** Block devices and network interfaces of an instance, as it has them now. */
const devicesRow = (world: World, instance: Instance) => {
  const [primary] = interfacesOf(world, instance.id);
  return {
    privateIpAddress: primary?.privateIp,
    ipAddress: primary?.publicIp,
    subnetId: isGone(instance) ? undefined : instance.subnetId,
    vpcId: isGone(instance) ? undefined : vpcId,
    blockDeviceMapping: deviceSet(world, instance),
    networkInterfaceSet: interfaceSet(world, instance),
    groupSet: groupSet(primary?.groupIds ?? []),
  };
};

/** What was bought with an image, as the image and its instances show it. */
export const productCodes = ({ productCode }: { readonly productCode?: string | undefined }): Xml =>
  productCode === undefined ? [] : [{ productCode, type: 'marketplace' }];

/** An instance as RunInstances and DescribeInstances print it. Its ENA flag is absent where nobody ever set it. */
export const instanceRow = (world: World, instance: Instance): Xml => {
  const { stateReason } = instance;
  return {
    instanceId: instance.id,
    imageId: instance.imageId,
    instanceState: stateOf(instance.state),
    privateDnsName: '',
    dnsName: '',
    reason: instance.transitionReason,
    keyName: instance.keyName,
    productCodes: productCodes(instance),
    amiLaunchIndex: instance.launchIndex,
    instanceType: instance.type,
    launchTime: timeOf(instance.launchedMs),
    placement: { availabilityZone: instance.availabilityZone, groupName: '', tenancy: 'default' },
    monitoring: { state: 'disabled' },
    ...devicesRow(world, instance),
    sourceDestCheck: instance.sourceDestCheck,
    stateReason: stateReason === undefined ? undefined : { code: stateReason.code, message: stateReason.message },
    architecture: instance.architecture,
    rootDeviceType: instance.rootDeviceType,
    rootDeviceName: instance.rootDeviceName,
    instanceLifecycle: instance.spot === undefined ? undefined : 'spot',
    spotInstanceRequestId: instance.spot === undefined ? undefined : `sir-${instance.id.slice(-8)}`,
    virtualizationType: instance.virtualization,
    hypervisor: instanceTypes.get(instance.type)?.hypervisor === 'xen' ? 'xen' : 'nitro',
    clientToken: instance.clientToken ?? '',
    tagSet: tagSet(instance.tags),
    ebsOptimized: instance.ebsOptimized,
    enaSupport: instance.enaSupport,
    sriovNetSupport: instance.sriovNetSupport,
    hibernationOptions: { configured: instance.canHibernate },
  };
};

/** A reservation: the instances of one launch. */
export const reservationRow = (world: World, reservationId: string, instances: readonly Instance[]) => ({
  reservationId,
  ownerId,
  groupSet: [],
  instancesSet: [...instances]
    .sort((one, other) => one.launchIndex - other.launchIndex)
    .map((instance) => instanceRow(world, instance)),
});
