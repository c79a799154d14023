import { readCommandLine } from '../../evidence/root/commandLine.ts';
import type { Machine } from '../../evidence/root/machine.ts';
import { nextEntries } from './sighting.ts';

/** Drivers whose interfaces an ENA adapter takes the place of. */
export const isForEna = (driver: string): boolean => driver.split(/\s+/).some((pattern) => fits(pattern, 'ena'));

/** Names that udev gives by slot or path. EC2's first adapter sits in slot 5, or on bus 0, or on a bus of its own. */
const bySlot = ['ens5', 'enp0s5', 'ens3', 'ens32', 'enp39s0', 'eno1'] as const;
const byKernel = ['eth0'] as const;
/** What a generator calls the first MAC address it has not seen, when it has seen one. */
const byGenerator = ['eth1'] as const;

/**
 * What the first adapter may be called after the next boot, under ENA; undefined where that cannot be told.
 * Source: systemd.net-naming-scheme(7); `net.ifnames=0` on the command line leaves the kernel's names.
 */
export const namesToCome = (machine: Machine, elsewhere: boolean): readonly string[] | undefined => {
  const { renamings, predictableNames, namesByGenerator } = machine.network;
  const holding = renamings.filter(
    ({ mac, driver }) => (mac === undefined || !elsewhere) && (driver === undefined || isForEna(driver)),
  );
  const given = holding.map(({ name }) => name);
  if (elsewhere && namesByGenerator && renamings.some(({ mac }) => mac !== undefined))
    return [...given, ...byGenerator];
  const entries = nextEntries(machine);
  const off = entries.filter(({ options }) =>
    readCommandLine(options).some(([name, value]) => name === 'net.ifnames' && value === '0'),
  );
  if (predictableNames === false || (entries.length > 0 && off.length === entries.length))
    return [...given, ...byKernel];
  if (predictableNames === undefined || entries.length === 0 || off.length > 0) return undefined;
  return [...given, ...bySlot];
};

/** Whether a shell pattern of `*`, `?` and `[…]` fits a name. Patterns of systemd and netplan have no more. */
export const fits = (pattern: string, name: string): boolean => {
  const escaped = pattern
    .slice(0, 64)
    .replaceAll(/\*+/g, '*')
    .replaceAll(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^');
  try {
    return new RegExp(`^(?:${escaped})$`).test(name);
  } catch {
    // An unclosed bracket stands for itself.
    return pattern === name;
  }
};
