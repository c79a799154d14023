import type { Place } from '../../observation.ts';

/** How a configuration picks the interface it is for. */
export type ClaimBy = 'name' | 'mac' | 'driver' | 'any';

/** One piece of configuration that brings an interface up. */
export interface Claim {
  readonly by: ClaimBy;
  /** Names or drivers may be shell patterns, several of them with blanks between. MAC addresses are in lower case. */
  readonly pattern: string;
  readonly place: Place;
  /** Written by cloud-init, which writes it anew on another instance. */
  readonly generated?: true;
}

/** A rule that gives an interface its name. */
export interface Renaming {
  readonly name: string;
  readonly mac: string | undefined;
  /** Holds only for interfaces of this driver. */
  readonly driver: string | undefined;
  readonly place: Place;
}

export interface NetworkFile {
  readonly claims: readonly Claim[];
  readonly renamings: readonly Renaming[];
}

/** A reader of one kind of configuration file. */
export type ReadNetworkFile = (lines: readonly string[], placeOf: (line: number, text: string) => Place) => NetworkFile;

/** What a device of the machine could be called; bridges, tunnels, containers' ends and the loopback are made by software. */
const physical = /^(?:eth|en[opsx\d*?[]|em\d|em\*|p\d+p|e\*|e[?[])/;

/** Claims by name, left out where no adapter could have the name. */
export const claimName = (pattern: string, place: Place): readonly Claim[] => {
  if (pattern === '*') return [{ by: 'any', pattern, place }];
  const names = pattern.split(/\s+/).filter((name) => physical.test(name) && !/[.:]/.test(name));
  return names.length === 0 ? [] : [{ by: 'name', pattern: names.join(' '), place }];
};

export const claimMac = (mac: string, place: Place): readonly Claim[] =>
  isMac(mac) ? [{ by: 'mac', pattern: mac.toLowerCase(), place }] : [];

export const isMac = (text: string): boolean => /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text);
