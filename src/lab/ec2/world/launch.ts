import { newHostPart, newId, newMac } from './ids.ts';
import type { Instance } from './instance.ts';
import { begin } from './life.ts';
import { defaultSecurityGroup, type Subnet } from './network.ts';
import type { NetworkInterface } from './networkInterface.ts';
import type { Scene } from './scene.ts';
import type { Image, Mapping } from './storage.ts';
import type { Tag } from './world.ts';

/** A network interface a launch is to make, or one that there is already. */
export interface WantedInterface {
  readonly existing?: NetworkInterface | undefined;
  readonly deviceIndex: number;
  readonly privateIp?: string | undefined;
  readonly groupIds?: readonly string[] | undefined;
  readonly hasPublicIp?: boolean | undefined;
  readonly deleteOnTermination?: boolean | undefined;
}

/** What RunInstances wants of each instance. */
export interface Launch {
  readonly image: Image;
  readonly type: string;
  readonly subnet: Subnet;
  readonly interfaces: readonly WantedInterface[];
  readonly mappings: readonly Mapping[];
  readonly instanceTags: readonly Tag[];
  readonly volumeTags: readonly Tag[];
  readonly settings: Partial<
    Pick<
      Instance,
      | 'keyName'
      | 'clientToken'
      | 'spot'
      | 'canHibernate'
      | 'disableApiStop'
      | 'disableApiTermination'
      | 'shutdownBehavior'
      | 'ebsOptimized'
      | 'userData'
    >
  >;
}

const usualGib = 8;

const makeVolume = (scene: Scene, instance: Instance, { device, ebs = {} }: Mapping, tags: readonly Tag[]): void => {
  const { world, nowMs } = scene;
  const snapshot = ebs.snapshotId === undefined ? undefined : world.snapshots[ebs.snapshotId];
  const id = newId(world, 'vol');
  world.volumes[id] = {
    id,
    sizeGib: ebs.sizeGib ?? snapshot?.sizeGib ?? usualGib,
    type: ebs.type ?? 'gp3',
    availabilityZone: instance.availabilityZone,
    createdMs: nowMs,
    snapshotId: ebs.snapshotId,
    isEncrypted: ebs.isEncrypted ?? snapshot?.isEncrypted ?? false,
    isCreating: false,
    attachment: {
      instanceId: instance.id,
      device,
      attachedMs: nowMs,
      deleteOnTermination: ebs.deleteOnTermination ?? true,
      state: 'attached',
    },
    guest: snapshot?.guest && { ...snapshot.guest },
    tags: [...tags],
  };
};

const makeInterface = ({ world }: Scene, subnet: Subnet, wanted: WantedInterface): NetworkInterface => {
  const id = newId(world, 'eni');
  const face: NetworkInterface = {
    id,
    mac: newMac(world),
    subnetId: subnet.id,
    privateIp: wanted.privateIp ?? `${subnet.prefix}.${newHostPart(world)}`,
    groupIds: [...(wanted.groupIds ?? [defaultSecurityGroup.id])],
    hasAutoPublicIp: wanted.hasPublicIp ?? true,
    tags: [],
  };
  world.networkInterfaces[id] = face;
  return face;
};

const makeInstance = (
  { world, nowMs }: Scene,
  launch: Launch,
  reservationId: string,
  launchIndex: number,
): Instance => {
  const { image, type, subnet, settings, mappings } = launch;
  const id = newId(world, 'i');
  const instance: Instance = {
    id,
    reservationId,
    launchIndex,
    imageId: image.id,
    type,
    state: 'pending',
    launchedMs: nowMs,
    transitionReason: '',
    enaSupport: image.enaSupport,
    sriovNetSupport: image.sriovNetSupport,
    productCode: image.productCode,
    virtualization: image.virtualization,
    architecture: image.architecture,
    rootDeviceType: image.rootDeviceType,
    rootDeviceName: image.rootDeviceName,
    availabilityZone: world.region + subnet.zone,
    subnetId: subnet.id,
    canHibernate: false,
    isHibernated: false,
    disableApiStop: false,
    disableApiTermination: false,
    shutdownBehavior: 'stop',
    sourceDestCheck: true,
    ebsOptimized: false,
    instanceStores: mappings.filter(({ virtualName }) => virtualName !== undefined).map(({ device }) => device),
    guest: image.guest && { ...image.guest },
    boots: 0,
    tags: [...launch.instanceTags],
    ...settings,
  };
  world.instances[id] = instance;
  return instance;
};

/** Launches instances of one reservation. The caller has checked that EC2 would. */
export const launchInstances = (scene: Scene, launch: Launch, count: number): Instance[] => {
  const { world, nowMs } = scene;
  const reservationId = newId(world, 'r');
  return Array.from({ length: count }, (_, index) => {
    const instance = makeInstance(scene, launch, reservationId, index);
    for (const mapping of launch.mappings)
      if (mapping.virtualName === undefined) makeVolume(scene, instance, mapping, launch.volumeTags);
    for (const wanted of launch.interfaces) {
      const face = wanted.existing ?? makeInterface(scene, launch.subnet, wanted);
      face.attachment = {
        id: newId(world, 'eni-attach'),
        instanceId: instance.id,
        deviceIndex: wanted.deviceIndex,
        attachedMs: nowMs,
        deleteOnTermination: wanted.deleteOnTermination ?? wanted.existing === undefined,
      };
    }
    begin(scene, instance);
    return instance;
  });
};
