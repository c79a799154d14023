import type { DriverPort } from '../../../src/bus/port.ts';
import type { Device } from '../../../src/device/device.ts';
import type { DeviceOptions } from '../../../src/device/options.ts';

/** A device on some bus, with a driver's place that is free. */
export interface Rig {
  readonly port: DriverPort;
  /** The device itself, for what a driver cannot cause: events and faults. */
  readonly device: Device;
  /** Lets time go by until the condition holds; false when `limitMs` have gone by without. Delivers interrupts. */
  until(condition: () => boolean, limitMs: number): Promise<boolean>;
  close(): void | Promise<void>;
}

/** Puts a device on a bus. */
export type Attach = (options: DeviceOptions) => Rig | Promise<Rig>;
