import { requestRefusals } from './protocol/requestRefusals.ts';
import { guestOf } from './world/devices.ts';
import type { Guest } from './world/guest.ts';
import type { World } from './world/world.ts';

/** What is inside an instance or on a volume, which EC2's API neither shows nor changes. */
const guestBehind = (world: World, id: string): Guest | undefined => {
  if (Object.hasOwn(world.volumes, id)) return world.volumes[id]?.guest;
  const instance = Object.hasOwn(world.instances, id) ? world.instances[id] : undefined;
  return instance && guestOf(world, instance);
};

const settings = {
  kernel: (guest, wanted) => {
    guest.kernel = wanted;
  },
  driver: (guest, wanted) => {
    guest.driver = wanted;
  },
  hasEna: (guest, wanted) => {
    guest.hasEna = wanted === 'true';
  },
} as const satisfies Record<keyof Guest, (guest: Guest, wanted: string) => void>;

/**
 * Does what somebody logged in would: changes what boots next. For the lab's users; EC2 has nothing like it.
 *
 * @returns what is installed now
 * @throws Ec2Error where there is no system, or no such setting
 */
export const changeGuest = (world: World, id: string, wanted: Readonly<Record<string, string>>): Guest => {
  const guest = guestBehind(world, id);
  if (guest === undefined) throw requestRefusals.invalidValue(id, 'id', 'Nothing with a system on it has this id.');
  for (const [name, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(settings, name)) throw requestRefusals.unknownParameter(name);
    settings[name as keyof Guest](guest, value);
  }
  return guest;
};
