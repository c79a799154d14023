import type { Guest } from './guest.ts';
import type { Instance } from './instance.ts';
import type { NetworkInterface } from './networkInterface.ts';
import type { Volume } from './storage.ts';
import type { World } from './world.ts';

/** Volumes of an instance, in the order of their devices. */
export const volumesOf = (world: World, instanceId: string): Volume[] =>
  Object.values(world.volumes)
    .filter(({ attachment }) => attachment?.instanceId === instanceId)
    .sort((one, other) => (one.attachment!.device < other.attachment!.device ? -1 : 1));

/** The volume at an instance's root device, if one is attached there. */
export const rootVolumeOf = (world: World, { id, rootDeviceName }: Instance): Volume | undefined =>
  volumesOf(world, id).find(({ attachment }) => attachment?.device === rootDeviceName);

/** Network interfaces of an instance, the primary one first. */
export const interfacesOf = (world: World, instanceId: string): NetworkInterface[] =>
  Object.values(world.networkInterfaces)
    .filter(({ attachment }) => attachment?.instanceId === instanceId)
    .sort((one, other) => one.attachment!.deviceIndex - other.attachment!.deviceIndex);

/** What an instance boots: the system on its root volume. Undefined where none is. */
export const guestOf = (world: World, instance: Instance): Guest | undefined =>
  instance.rootDeviceType === 'ebs' ? rootVolumeOf(world, instance)?.guest : instance.guest;
