import type { DevicePort } from '../bus/port.ts';
import type { ControlFaults } from './faults.ts';
import type { DeviceListener } from './observation.ts';
import type { DeviceOptions, Hints } from './options.ts';
import type { QueueCensus } from './queueCensus.ts';
import type { TrafficEngine } from './seam.ts';
import type { Settings } from './settings.ts';

/** What all parts of the control path know of the adapter they are parts of. */
export interface Adapter {
  readonly port: DevicePort;
  readonly options: DeviceOptions;
  readonly traffic: TrafficEngine;
  readonly faults: ControlFaults;
  /** Undefined costs nothing: nothing is told, and what would be told is not made. */
  listener: DeviceListener | undefined;
  settings: Settings;
  /** The queues that stand. */
  readonly queues: QueueCensus;
  /** Of the cable; outlives resets. */
  linkUp: boolean;
  /** Time-outs the device would like at present; outlive resets. */
  hints: Hints;
  /** Vector 0, gated by its mask register. */
  readonly interrupt: ManagementInterrupt;
  /** Called when a driver listens, or listens to other groups. */
  heard: () => void;
}

/** The interrupt of vector 0. A driver that polls has it masked; what came meanwhile it is told when it unmasks. */
export class ManagementInterrupt {
  readonly #port: DevicePort;
  #pending = false;
  masked = false;

  constructor(port: DevicePort) {
    this.#port = port;
  }

  /** An admin command was answered. A driver that polls for it needs no interrupt afterwards. */
  answered(): void {
    if (!this.masked) this.#port.interrupt(0);
  }

  /** An event was posted. */
  posted(): void {
    if (this.masked) this.#pending = true;
    else this.#port.interrupt(0);
  }

  mask(masked: boolean): void {
    this.masked = masked;
    if (masked || !this.#pending) return;
    this.#pending = false;
    this.#port.interrupt(0);
  }

  reset(): void {
    this.masked = false;
    this.#pending = false;
  }
}
