import type { Hosts } from './hosts.ts';
import type { Timings } from './timings.ts';
import type { World } from './world.ts';

/** A region at a moment. */
export interface Scene {
  readonly world: World;
  /** Milliseconds since 1970 on the lab's clock. */
  readonly nowMs: number;
  readonly timings: Timings;
  readonly hosts: Hosts;
}
