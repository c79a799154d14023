import { posix } from 'node:path';
import type { PciDevice } from '../observation.ts';
import { amazon, enaFunctions } from './enaFunctions.ts';
import type { Host } from './host.ts';
import { type Look, listFolder, placeOf, readText } from './look.ts';

/** An ENA of this host. */
export interface HostAdapter {
  /** `0000:00:05.0` */
  readonly pci: string;
  /** `1d0f:ec20` */
  readonly id: string;
  /** What drives it: `ena`, `vfio-pci`, …; undefined when nothing does. */
  readonly driver: string | undefined;
  /** Its network interfaces, as far as they are in our network namespace. */
  readonly interfaces: readonly string[];
}

export interface OtherInterface {
  readonly name: string;
  readonly driver: string;
}

export interface HostInterfaces {
  readonly adapters: readonly HostAdapter[];
  /** Interfaces with hardware, real or virtual, that is no ENA. */
  readonly others: readonly OtherInterface[];
  /** Whether the host shows its devices at all. */
  readonly isVisible: boolean;
}

const pciFolder = '/sys/bus/pci/devices';
const netFolder = '/sys/class/net';

/** Finds the ENAs of a host, whatever drives them, and its other interfaces. Never rejects. */
export const findAdapters = async (host: Host): Promise<HostInterfaces> => {
  const functions = await listFolder(host, pciFolder);
  const found = await Promise.all((functions ?? []).map((pci) => adapterAt(host, pci)));
  const adapters = found.filter((one) => one !== undefined);
  const ours = new Set(adapters.flatMap(({ interfaces }) => interfaces));
  const names = await listFolder(host, netFolder);
  const drivers = await Promise.all(
    (names ?? []).map(async (name) => ({ name, driver: await driverAt(host, `${netFolder}/${name}/device`) })),
  );
  const others = drivers.flatMap(({ name, driver }) => (driver && !ours.has(name) ? [{ name, driver }] : []));
  return { adapters, others, isVisible: functions !== undefined || names !== undefined };
};

/** The function of ENA at a PCI address: by its ids, or because the ena driver serves it under ids of its own. */
const adapterAt = async (host: Host, pci: string): Promise<HostAdapter | undefined> => {
  const folder = `${pciFolder}/${pci}`;
  const vendor = (await readText(host, `${folder}/vendor`))?.trim().toLowerCase();
  const device = (await readText(host, `${folder}/device`))?.trim().toLowerCase();
  const driver = await driverAt(host, folder);
  if (driver !== 'ena' && (vendor !== amazon || device === undefined || !enaFunctions.has(device))) return undefined;
  const id = [vendor, device].map((part) => part?.replace(/^0x/, '') ?? '?').join(':');
  return { pci, id, driver, interfaces: (await listFolder(host, `${folder}/net`)) ?? [] };
};

const driverAt = (host: Host, folder: string): Promise<string | undefined> =>
  host.readLink(`${folder}/driver`).then(
    (target) => posix.basename(target),
    () => undefined,
  );

/** Tells of the adapters as `lspci -nnk` would. */
export const tellAdapters = (look: Pick<Look, 'sink'>, adapters: readonly HostAdapter[]): void => {
  for (const { pci, id, driver, interfaces } of adapters) {
    const described = `${enaFunctions.get(`0x${id.split(':')[1]}`) ?? 'served as an ENA'} [${id}]`;
    const served = [driver ? `driver in use: ${driver}` : 'no driver', ...interfaces].join(', ');
    look.sink({
      kind: 'pci',
      place: placeOf(`${pciFolder}/${pci}`, `${described}, ${served}`),
      pci,
      id,
      description: described,
      ...(driver !== undefined && { driverInUse: driver }),
      ...(interfaces[0] !== undefined && { interface: interfaces[0] }),
    } satisfies PciDevice);
  }
};
