import type { Clock } from '../../bus/clock.ts';
import type { DataPath } from '../../device/dataPath/index.ts';
import type { Device } from '../../device/device.ts';

/** What a fault of the adapter reaches, wherever the adapter is: in a simulated host, or behind a socket. */
export interface Site {
  readonly device: Device<DataPath>;
  readonly clock: Clock;
  /** Vectors whose interrupts get lost between device and CPU. */
  readonly lostVectors: Set<number>;
}
