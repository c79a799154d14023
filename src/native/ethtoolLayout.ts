/**
 * The structures of `SIOCETHTOOL` requests, by byte offset. All numbers are from uapi/linux/ethtool.h: the interface of
 * the kernel that never changes. Each structure begins with its command, a 32-bit word, as all words little-endian.
 */

/** `ETHTOOL_G…`: requests that read, which every user may send. */
export const commands = {
  driverInfo: 0x03,
  coalescing: 0x0e,
  rings: 0x10,
  strings: 0x1b,
  statistics: 0x1d,
  setInfo: 0x37,
  channels: 0x3c,
} as const;

/** `struct ethtool_drvinfo`: texts, NUL-terminated unless they fill their place. */
export const driverInfo = {
  sizeBytes: 196,
  texts: [
    { name: 'driver', offset: 4, sizeBytes: 32 },
    { name: 'version', offset: 36, sizeBytes: 32 },
    { name: 'firmware', offset: 68, sizeBytes: 32 },
    { name: 'bus', offset: 100, sizeBytes: 32 },
  ],
} as const;

/** `struct ethtool_sset_info` with room for one answer. */
export const setInfo = { sizeBytes: 20, maskOffset: 8, countOffset: 16 } as const;

/** `struct ethtool_gstrings`; a string takes `ETH_GSTRING_LEN` bytes. */
export const strings = { setOffset: 4, countOffset: 8, dataOffset: 12, stringBytes: 32 } as const;

/** `struct ethtool_stats`. */
export const statistics = { countOffset: 4, dataOffset: 8, valueBytes: 8 } as const;

/** `ETH_SS_STATS`: the set of strings that names the statistics. */
export const statisticsSet = 1;

export type SettingsKind = 'rings' | 'channels' | 'coalescing';

/** A word of a settings structure, under the name that ethtool(8) prints for it. */
export interface SettingWord {
  readonly offset: number;
  readonly name: string;
  readonly of: 'maximum' | 'current';
  readonly isSwitch?: true;
}

export interface SettingsLayout {
  readonly command: number;
  readonly sizeBytes: number;
  readonly words: readonly SettingWord[];
}

export const settings: Readonly<Record<SettingsKind, SettingsLayout>> = {
  /** `struct ethtool_ringparam`; ENA has no mini and jumbo rings. */
  rings: {
    command: commands.rings,
    sizeBytes: 36,
    words: [
      { offset: 4, name: 'RX', of: 'maximum' },
      { offset: 16, name: 'TX', of: 'maximum' },
      { offset: 20, name: 'RX', of: 'current' },
      { offset: 32, name: 'TX', of: 'current' },
    ],
  },
  /** `struct ethtool_channels`. */
  channels: {
    command: commands.channels,
    sizeBytes: 36,
    words: [
      { offset: 4, name: 'RX', of: 'maximum' },
      { offset: 8, name: 'TX', of: 'maximum' },
      { offset: 12, name: 'Other', of: 'maximum' },
      { offset: 16, name: 'Combined', of: 'maximum' },
      { offset: 20, name: 'RX', of: 'current' },
      { offset: 24, name: 'TX', of: 'current' },
      { offset: 28, name: 'Other', of: 'current' },
      { offset: 32, name: 'Combined', of: 'current' },
    ],
  },
  /** `struct ethtool_coalesce`, of which ENA's drivers fill these. */
  coalescing: {
    command: commands.coalescing,
    sizeBytes: 92,
    words: [
      { offset: 40, name: 'Adaptive RX', of: 'current', isSwitch: true },
      { offset: 44, name: 'Adaptive TX', of: 'current', isSwitch: true },
      { offset: 4, name: 'rx-usecs', of: 'current' },
      { offset: 20, name: 'tx-usecs', of: 'current' },
    ],
  },
};
