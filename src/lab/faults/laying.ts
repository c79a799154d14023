import type { Machine } from '../machine.ts';
import type { Fault } from './fault.ts';

type LabDevice = Machine['host']['device'];
type Lay = Fault['lay'];

/** Lays a fault of the device that strikes until it is taken away, or as often as `left` says. */
export const always =
  <Faults extends object, Name extends keyof Faults>(
    where: (device: LabDevice) => Faults,
    name: Name,
    details: Omit<NonNullable<Faults[Name]>, 'left'> & { readonly left?: number },
  ): Lay =>
  ({ host }) => {
    const faults = where(host.device);
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
  (machine) => {
    const undo = lays.map((lay) => lay(machine));
    return () => {
      for (const end of undo) end();
    };
  };
