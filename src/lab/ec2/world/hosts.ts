import { presets } from '../../../device/presets.ts';
import { Host } from '../../host/host.ts';
import { Traffic } from '../../host/traffic.ts';
import { attachEcho } from '../../peers/neighbour.ts';
import { randomOf } from '../../random.ts';
import { findVoice, usualVoice } from '../../voices.ts';
import type { Guest } from './guest.ts';
import { guestConsole } from './guestConsole.ts';
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
  readonly seed: number;
}

/** What came of it. */
export interface BootOutcome {
  readonly console: string;
  readonly isReachable: boolean;
}

/** Boots machines. The lab's are simulated; others may be put in their place. */
export type Hosts = (machine: Machine) => BootOutcome;

const secondNs = 1e9;
/** When drivers of PCI devices are loaded. */
const probeNs = 1.5 * secondNs;
const packetsPerSecond = 50;

/** Boots the lab's own host with its adapter and driver, and sends packets to see whether any come back. */
const bootWithEna = ({ guest, mac, seed }: Machine): { log: string; isReachable: boolean } => {
  const voice = findVoice(guest.driver) ?? findVoice(usualVoice)!;
  const host = new Host({
    voice,
    device: { ...presets.nitro, mac: mac.split(':').map((byte) => Number.parseInt(byte, 16)) },
    driver: { cpus: 2, kernelRelease: guest.kernel, random: randomOf(seed) },
  });
  attachEcho(host);
  host.run(probeNs);
  const errno = host.start();
  const traffic = new Traffic(host);
  traffic.out.start(packetsPerSecond);
  host.run(secondNs);
  return { log: host.log.text, isReachable: errno === 0 && traffic.received > 0 };
};

/** The lab's hosts: ENA is emulated down to its registers, the stock adapters are told of only. */
export const simulatedHosts: Hosts = (machine) => {
  const { adapter, guest, hasEnaDevice } = machine;
  if (adapter !== 'ena') return { console: guestConsole(machine, 'stock', ''), isReachable: true };
  if (!hasEnaDevice || !guest.hasEna) return { console: guestConsole(machine, 'none', ''), isReachable: false };
  const { log, isReachable } = bootWithEna(machine);
  return { console: guestConsole(machine, isReachable ? 'ena' : 'none', log), isReachable };
};
