import { type HostAdapter, tellAdapters } from '../evidence/live/adapters.ts';
import type { Host } from '../evidence/live/host.ts';
import { placeOf, readText } from '../evidence/live/look.ts';
import { kernelRelease, tellMachine } from '../evidence/live/machine.ts';
import type { DriverInfo, Sink, SystemInfo } from '../evidence/observation.ts';
import type { WatchedAdapter, WatchedHost } from './feed.ts';

type Ethtool = Awaited<ReturnType<Host['openEthtool']>>;

/** Looks on which machine it is, and tells the diagnosis. Never rejects. */
export const describeHost = async (
  host: Host,
  now: () => number,
  sink: Sink,
  mayAsk: boolean,
): Promise<WatchedHost> => {
  const told: SystemInfo[] = [];
  const look = {
    host,
    now: () => new Date(now()),
    sink: (seen: Parameters<Sink>[0]) => {
      sink(seen);
      if (seen.kind === 'system') told.push(seen);
    },
  };
  const kernel = await kernelRelease(look);
  await tellMachine(look, kernel, mayAsk);
  const hostname = (await readText(host, '/proc/sys/kernel/hostname'))?.trim();
  const bootId = (await readText(host, '/proc/sys/kernel/random/boot_id'))?.trim();
  const instanceType = told.find((one) => one.instanceType !== undefined)?.instanceType;
  return {
    ...(hostname && { hostname }),
    ...(bootId && { bootId }),
    ...(kernel && { kernel }),
    ...(instanceType && { instanceType }),
  };
};

/** What an adapter is and what drives it; told the diagnosis as well. */
export const describeAdapter = async (
  adapter: HostAdapter,
  ethtool: Ethtool | undefined,
  sink: Sink,
): Promise<Omit<WatchedAdapter, 'sample'>> => {
  const { pci, driver, interfaces } = adapter;
  const [name] = interfaces;
  tellAdapters({ sink }, [adapter]);
  const answer = driver === 'ena' && name !== undefined ? await ethtool?.driver(name) : undefined;
  const version = answer !== undefined && 'value' in answer ? answer.value.version : undefined;
  if (driver === 'ena' && name !== undefined) {
    const place = placeOf(`ethtool -i ${name} (ioctl)`, `driver: ena, version: ${version ?? ''}`);
    sink({ kind: 'driver', place, pci, interface: name, driver, ...(version && { version }) } satisfies DriverInfo);
  }
  return { pci, interfaces, ...(driver !== undefined && { driver: { name: driver, ...(version && { version }) } }) };
};
