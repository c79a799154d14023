import { instanceTypes } from '../../../../spec/instanceTypes.ts';
import { requestRefusals } from '../../protocol/requestRefusals.ts';
import { flag, list, record, required, type Taken, text, whole, word } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { reservationRow } from '../../rows/instanceRow.ts';
import { type Launch, launchInstances, type WantedInterface } from '../../world/launch.ts';
import { type Subnet, subnets } from '../../world/network.ts';
import type { Image } from '../../world/storage.ts';
import type { World } from '../../world/world.ts';
import { action } from '../action.ts';
import { blockDeviceMappings, mappingsOf, overlaid } from '../blockDeviceMappings.ts';
import { find } from '../find.ts';
import { once } from '../once.ts';
import { tagSpecifications, tagsFor } from '../tagSpecifications.ts';

/** More than anyone launches at once in a lab. */
const mostInstances = 100;
/** Families that boot paravirtual images. Source: the EC2 User Guide, Linux AMI virtualization types. */
const paravirtualFamilies = new Set(['c1', 'c3', 'hs1', 'm1', 'm2', 'm3', 't1']);

const takes = {
  ImageId: required(text),
  InstanceType: text,
  MinCount: required(whole),
  MaxCount: required(whole),
  KeyName: text,
  SubnetId: text,
  SecurityGroupId: list(text),
  SecurityGroup: list(text),
  PrivateIpAddress: text,
  UserData: text,
  ClientToken: text,
  EbsOptimized: flag,
  DisableApiStop: flag,
  DisableApiTermination: flag,
  InstanceInitiatedShutdownBehavior: word('stop', 'terminate'),
  Placement: record({ AvailabilityZone: text, Tenancy: text, GroupName: text }),
  Monitoring: record({ Enabled: flag }),
  HibernationOptions: record({ Configured: flag }),
  InstanceMarketOptions: record({
    MarketType: word('spot'),
    SpotOptions: record({
      SpotInstanceType: word('one-time', 'persistent'),
      InstanceInterruptionBehavior: word('hibernate', 'stop', 'terminate'),
      MaxPrice: text,
    }),
  }),
  NetworkInterface: list(
    record({
      DeviceIndex: whole,
      NetworkInterfaceId: text,
      SubnetId: text,
      SecurityGroupId: list(text),
      PrivateIpAddress: text,
      AssociatePublicIpAddress: flag,
      DeleteOnTermination: flag,
      Description: text,
    }),
  ),
  BlockDeviceMapping: blockDeviceMappings,
  TagSpecification: tagSpecifications,
} as const;

type Asked = Taken<typeof takes>;

const checkType = (image: Image, type: string): void => {
  const facts = instanceTypes.get(type);
  if (facts === undefined) throw refusals.invalidTypeAtLaunch(type);
  if (facts.enaSupport === 'required' && !image.enaSupport) throw refusals.enaRequiredOfImage(type);
  const isParavirtual = image.virtualization === 'paravirtual';
  if (isParavirtual && !paravirtualFamilies.has(type.split('.')[0]!))
    throw refusals.virtualizationMismatch(type, image.virtualization);
  if (image.rootDeviceType === 'instance-store' && !facts.bootsFromInstanceStore)
    throw refusals.instanceStoreUnsupported(type);
};

const subnetOf = (world: World, { SubnetId, NetworkInterface, Placement }: Asked): Subnet => {
  const named = SubnetId ?? NetworkInterface.find((face) => face.SubnetId !== undefined)?.SubnetId;
  const existing = NetworkInterface.find((face) => face.NetworkInterfaceId !== undefined)?.NetworkInterfaceId;
  const id = existing === undefined ? named : find(world, 'networkInterface', existing).subnetId;
  const zone = Placement?.AvailabilityZone;
  const subnet = subnets.find((one) =>
    id === undefined ? zone === undefined || world.region + one.zone === zone : one.id === id,
  );
  if (subnet !== undefined) return subnet;
  throw id === undefined ? refusals.invalidZone(zone ?? '') : refusals.invalidSubnet(id);
};

const checkAddress = (world: World, address: string | undefined): void => {
  if (address === undefined) return;
  if (Object.values(world.networkInterfaces).some(({ privateIp }) => privateIp === address))
    throw refusals.addressInUse(address);
};

const interfacesOf = (world: World, asked: Asked): WantedInterface[] => {
  const wanted = asked.NetworkInterface.map((face): WantedInterface => {
    const existing =
      face.NetworkInterfaceId === undefined ? undefined : find(world, 'networkInterface', face.NetworkInterfaceId);
    if (existing?.attachment !== undefined) throw refusals.interfaceInUse(existing.id);
    return {
      existing,
      deviceIndex: face.DeviceIndex ?? 0,
      privateIp: face.PrivateIpAddress,
      groupIds: face.SecurityGroupId.length > 0 ? face.SecurityGroupId : undefined,
      hasPublicIp: face.AssociatePublicIpAddress,
      deleteOnTermination: face.DeleteOnTermination,
    };
  });
  const groupIds = asked.SecurityGroupId.length > 0 ? asked.SecurityGroupId : undefined;
  const all = wanted.length > 0 ? wanted : [{ deviceIndex: 0, privateIp: asked.PrivateIpAddress, groupIds }];
  for (const { privateIp } of all) checkAddress(world, privateIp);
  return all;
};

const launchOf = (world: World, asked: Asked, image: Image): Launch => {
  const type = asked.InstanceType ?? 'm1.small';
  checkType(image, type);
  const market = asked.InstanceMarketOptions;
  return {
    image,
    type,
    subnet: subnetOf(world, asked),
    interfaces: interfacesOf(world, asked),
    mappings: overlaid(image.mappings, mappingsOf(world, asked.BlockDeviceMapping)),
    instanceTags: tagsFor('instance', asked.TagSpecification),
    volumeTags: tagsFor('volume', asked.TagSpecification),
    settings: {
      keyName: asked.KeyName,
      clientToken: asked.ClientToken,
      spot: market?.MarketType === 'spot' ? (market.SpotOptions?.SpotInstanceType ?? 'one-time') : undefined,
      canHibernate: asked.HibernationOptions?.Configured ?? false,
      disableApiStop: asked.DisableApiStop ?? false,
      disableApiTermination: asked.DisableApiTermination ?? false,
      shutdownBehavior: asked.InstanceInitiatedShutdownBehavior ?? 'stop',
      ebsOptimized: asked.EbsOptimized ?? false,
      userData: asked.UserData,
    },
  };
};

/** RunInstances, with its client token. */
export const runInstances = action('RunInstances', takes, {
  finds: ({ world }, { ImageId }) => find(world, 'image', ImageId),
  does: (scene, asked, image) => {
    const { world } = scene;
    const { MinCount, MaxCount } = asked;
    if (MinCount < 1 || MaxCount < MinCount || MaxCount > mostInstances)
      throw requestRefusals.invalidValue(String(MaxCount), 'MaxCount');
    if (image.dueMs > scene.nowMs) throw refusals.imageUnavailable(image.id);
    const reservationId = once(world, 'RunInstances', asked.ClientToken, asked, () => {
      const [first] = launchInstances(scene, launchOf(world, asked, image), MaxCount);
      return first!.reservationId;
    });
    const instances = Object.values(world.instances).filter((one) => one.reservationId === reservationId);
    return reservationRow(world, reservationId, instances);
  },
});
