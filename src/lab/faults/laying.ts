import type { Machine } from '../machine.ts';
import type { Fault } from './fault.ts';
import type { Site } from './site.ts';

type LabDevice = Site['device'];
type Lay = NonNullable<Fault['lay']>;

/** Lays a fault of the device that strikes until it is taken away, or as often as `left` says. */
export const always =
  <Faults extends object, Name extends keyof Faults>(
    where: (device: LabDevice) => Faults,
    name: Name,
    details: Omit<NonNullable<Faults[Name]>, 'left'> & { readonly left?: number },
  ): Lay =>
  ({ device }) => {
    const faults = where(device);
    faults[name] = { left: Number.POSITIVE_INFINITY, ...details } as Faults[Name];
    return () => {
      faults[name] = undefined as Faults[Name];
    };
  };

/** Of the control path. */
export const control = ({ faults }: LabDevice): LabDevice['faults'] => faults;

/** Of the data path. */
export const traffic = (device: LabDevice): LabDevice['traffic']['faults'] => device.traffic.faults;

/** Lays several. */
export const both =
  (...lays: readonly Lay[]): Lay =>
  (site) => {
    const undo = lays.map((lay) => lay(site));
    return () => {
      for (const end of undo) end();
    };
  };

/** Lays a fault in a simulated machine: at its adapter, and in the guest. */
export const layIn = (machine: Machine, { lay, guest }: Fault): (() => void) => {
  const undo = [lay?.(machine.site), guest?.(machine)];
  return () => {
    for (const end of undo) end?.();
  };
};
