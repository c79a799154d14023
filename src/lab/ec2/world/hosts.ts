import type { Guest } from './guest.ts';
import type { Adapter } from './instance.ts';
import type { Virtualization } from './storage.ts';

/** A machine about to boot. */
export interface Machine {
  readonly guest: Guest;
  readonly adapter: Adapter;
  /** Its type has such an adapter at all. */
  readonly hasEnaDevice: boolean;
  readonly type: string;
  readonly hypervisor: 'nitro' | 'xen' | 'metal';
  readonly virtualization: Virtualization;
  readonly mac: string;
  readonly privateIp: string;
  readonly seed: number;
}

/** How much of a console EC2 keeps. */
export const consoleBytes = 64 * 1024;

/** What can be seen of a machine from outside. */
export interface Sight {
  /** `failed`: it never came to be. One whose system gave up while booting is `up`, and says so on its console. */
  readonly phase: 'booting' | 'up' | 'failed';
  /** What its serial console showed so far. */
  readonly console: string;
  readonly isReachable: boolean;
}

/**
 * Where instances are machines, each under its instance's id. Nothing is waited for: who wants to know what came of a
 * start or a stop looks again.
 */
export interface Hosts {
  /** The machines end with the endpoint; one that goes on from its state file boots them anew. */
  readonly endWithEndpoint: boolean;
  /** Begins to boot a machine, in place of the one of that id. Its console goes on behind `said`. */
  start(id: string, machine: Machine, said: string): void;
  /** Begins to switch a machine off, if there is one. */
  stop(id: string): void;
  /** Undefined where no machine is, and none that is still being switched off. */
  look(id: string): Sight | undefined;
  /** Switches everything off, and waits for it. */
  close(): Promise<void>;
}
