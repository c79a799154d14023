import type { Guest } from './guest.ts';
import type { RootDeviceType, Virtualization } from './storage.ts';
import type { Resource } from './world.ts';

/** The states of an instance with their codes, in the order of a life. */
export const stateCodes = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
} as const;

export type StateName = keyof typeof stateCodes;

export interface StateReason {
  readonly code: string;
  readonly message: string;
}

/** What the network card of a boot was, and what came of it. */
export interface Booted {
  readonly atMs: number;
  readonly adapter: Adapter;
  /** What the serial console showed. */
  readonly console: string;
  /** Packets came back from its network. */
  readonly isReachable: boolean;
}

export type Adapter = 'ena' | 'vif' | 'ixgbevf';

export interface Instance extends Resource {
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly imageId: string;
  type: string;
  state: StateName;
  /** When the state is left by itself; on a running instance: when its reboot is through. */
  dueMs?: number | undefined;
  /** Of the latest start. */
  launchedMs: number;
  stateReason?: StateReason | undefined;
  transitionReason: string;
  /** Absent where neither its image nor anybody else ever set it. */
  enaSupport?: boolean | undefined;
  sriovNetSupport?: 'simple' | undefined;
  /** Of its image. */
  readonly productCode?: string | undefined;
  readonly virtualization: Virtualization;
  readonly architecture: string;
  readonly rootDeviceType: RootDeviceType;
  readonly rootDeviceName: string;
  readonly availabilityZone: string;
  readonly subnetId: string;
  readonly keyName?: string | undefined;
  readonly clientToken?: string | undefined;
  /** Of a Spot Instance. */
  readonly spot?: 'one-time' | 'persistent' | undefined;
  readonly canHibernate: boolean;
  /** Its stop was a hibernation. */
  isHibernated: boolean;
  disableApiStop: boolean;
  disableApiTermination: boolean;
  shutdownBehavior: 'stop' | 'terminate';
  sourceDestCheck: boolean;
  ebsOptimized: boolean;
  userData?: string | undefined;
  /** Devices that are volumes of the host; their data ends with a stop. */
  readonly instanceStores: readonly string[];
  /** What boots, where the root device is a volume of the host. */
  readonly guest?: Guest | undefined;
  /** Why the next start is to fall back to stopped. */
  startsInto?: StateReason | undefined;
  /** Starts and reboots so far. */
  boots: number;
  boot?: Booted | undefined;
}
