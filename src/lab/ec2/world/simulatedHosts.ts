import { presets } from '../../../device/presets.ts';
import { Host } from '../../host/host.ts';
import { Traffic } from '../../host/traffic.ts';
import { attachEcho } from '../../peers/neighbour.ts';
import { randomOf } from '../../random.ts';
import { findVoice, usualVoice } from '../../voices.ts';
import { guestConsole } from './guestConsole.ts';
import type { Hosts, Machine, Sight } from './hosts.ts';
import { macBytes } from './networkInterface.ts';

const secondNs = 1e9;
/** When drivers of PCI devices are loaded. */
const probeNs = 1.5 * secondNs;
const packetsPerSecond = 50;

/** Boots the lab's own host with its adapter and driver, and sends packets to see whether any come back. */
const bootWithEna = ({ guest, mac, seed }: Machine): { log: string; isReachable: boolean } => {
  const voice = findVoice(guest.driver) ?? findVoice(usualVoice)!;
  const host = new Host({
    voice,
    device: { ...presets.nitro, mac: macBytes(mac) },
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

/** ENA is emulated down to its registers, the stock adapters are told of only. */
const bootSimulated = (machine: Machine): Omit<Sight, 'phase'> => {
  const { adapter, guest, hasEnaDevice } = machine;
  if (adapter !== 'ena') return { console: guestConsole(machine, 'stock', ''), isReachable: true };
  if (!hasEnaDevice || !guest.hasEna) return { console: guestConsole(machine, 'none', ''), isReachable: false };
  const { log, isReachable } = bootWithEna(machine);
  return { console: guestConsole(machine, isReachable ? 'ena' : 'none', log), isReachable };
};

/** The lab's own hosts: a boot takes no time. */
export const simulatedHosts = (): Hosts => {
  const sights = new Map<string, Sight>();
  return {
    endWithEndpoint: false,
    start: (id, machine, said) => {
      const { console, isReachable } = bootSimulated(machine);
      sights.set(id, { phase: 'up', console: said + console, isReachable });
    },
    stop: (id) => void sights.delete(id),
    look: (id) => sights.get(id),
    close: async () => {},
  };
};
