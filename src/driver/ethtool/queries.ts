import { hashFunctions } from '../../spec/wire/admin/rss.ts';
import type { Adapter } from '../adapter.ts';
import { getFeature } from '../control/commands.ts';
import { Errno } from '../control/errno.ts';
import { evenTable, setHash, setTable } from '../control/rss.ts';
import { interfaceDown, interfaceUp, tellMtu } from '../queues/bringUp.ts';
import { minDepth } from '../queues/createPairs.ts';
import type { Steps } from '../work.ts';
import { askDeviceStatistics } from './deviceStatistics.ts';
import { listStatistics, type NamedValue } from './statistics.ts';

export type { NamedValue } from './statistics.ts';

/** `ethtool -i`. */
export const driverInfo = ({ voice, port }: Adapter) => ({
  driver: 'ena',
  version: voice.driverVersion,
  firmwareVersion: '',
  busInfo: port.pci.slot,
});

/** `ethtool -g`. */
export const rings = ({ device, wantedTxDepth, wantedRxDepth, txDepth, rxDepth, isUp }: Adapter) => ({
  txMax: device.llq?.maxDepth ?? device.maxTxDepth,
  rxMax: device.maxRxDepth,
  tx: isUp ? txDepth : wantedTxDepth,
  rx: isUp ? rxDepth : wantedRxDepth,
});

/** `ethtool -l`. */
export const channels = ({ channels: combined, maxChannels }: Adapter) => ({ combined, maxCombined: maxChannels });

/** `ethtool -c`; undefined where the device has no moderation. */
export const coalescing = ({ device, delaysUs }: Adapter) =>
  device.hasModeration ? { txUs: delaysUs.tx, rxUs: delaysUs.rx } : undefined;

/** `ethtool -x`. */
export const rss = ({ rss: { table, key, hashFunction } }: Adapter) => ({
  table: [...table],
  key: [...key],
  isToeplitz: hashFunction === hashFunctions.toeplitz,
});

/** `ethtool -S`: asks the device too. */
export function* statistics(adapter: Adapter): Steps<NamedValue[]> {
  return listStatistics(adapter, yield* askDeviceStatistics(adapter));
}

/** `ethtool` alone: speed in Mb/s and duplex, or the error of the device. */
export function* linkSettings(adapter: Adapter): Steps<{ speedMbps: number; fullDuplex: boolean } | number> {
  const { errno, value } = yield* getFeature(adapter, 'linkConfig');
  return value === undefined ? errno : { speedMbps: value.speedMbps, fullDuplex: value.fullDuplex === 1 };
}

/** What is changed with the interface down, between taking it down and bringing it up again. */
function* whileDown(adapter: Adapter, change: () => void): Steps<number> {
  const wasUp = adapter.isUp;
  yield* interfaceDown(adapter);
  change();
  return wasUp ? yield* interfaceUp(adapter) : 0;
}

const powerBelow = (depth: number): number => 2 ** Math.floor(Math.log2(Math.max(1, depth)));

/** `ethtool -G`. Depths are rounded down to powers of two and held within limits. */
export function* setRings(adapter: Adapter, wanted: { tx?: number; rx?: number }): Steps<number> {
  const { txMax, rxMax, tx, rx } = rings(adapter);
  const within = (depth: number, most: number) => Math.min(Math.max(powerBelow(depth), minDepth), powerBelow(most));
  const txDepth = within(wanted.tx ?? tx, txMax);
  const rxDepth = within(wanted.rx ?? rx, rxMax);
  if (txDepth === tx && rxDepth === rx) return 0;
  return yield* whileDown(adapter, () => {
    adapter.wantedTxDepth = txDepth;
    adapter.wantedRxDepth = rxDepth;
  });
}

/** `ethtool -L`. The RSS table is made even again. */
export function* setChannels(adapter: Adapter, combined: number): Steps<number> {
  if (!(Number.isInteger(combined) && combined > 0 && combined <= adapter.maxChannels)) return Errno.invalid;
  return yield* whileDown(adapter, () => {
    adapter.channels = combined;
    const { tableLog2 } = adapter.rss;
    if (tableLog2 !== undefined) adapter.rss = { ...adapter.rss, table: evenTable(tableLog2, combined) };
  });
}

/** `ethtool -C`. The device hears of it with the next unmasking of each vector. */
export const setCoalescing = (adapter: Adapter, { txUs, rxUs }: { txUs?: number; rxUs?: number }): number => {
  if (!adapter.device.hasModeration) return Errno.notSupported;
  adapter.delaysUs = { tx: txUs ?? adapter.delaysUs.tx, rx: rxUs ?? adapter.delaysUs.rx };
  return 0;
};

/** `ethtool -X`. */
export function* setRss(adapter: Adapter, wanted: { table?: readonly number[]; key?: Uint8Array }): Steps<number> {
  const { rss: now } = adapter;
  if (wanted.table !== undefined) {
    const isWrong = wanted.table.length !== now.table.length || wanted.table.some((queue) => queue >= adapter.channels);
    if (isWrong) return Errno.invalid;
    adapter.rss = { ...adapter.rss, table: Uint16Array.from(wanted.table) };
    const errno = yield* setTable(adapter);
    if (errno < 0) return errno;
  }
  if (wanted.key === undefined) return 0;
  if (wanted.key.length !== now.key.length) return Errno.invalid;
  adapter.rss = { ...adapter.rss, key: wanted.key.slice() };
  return yield* setHash(adapter);
}

/** The least MTU there is. */
export const minMtu = 128;

/** `ip link set mtu`. */
export function* setMtu(adapter: Adapter, mtu: number): Steps<number> {
  const { maxMtu } = adapter.device;
  if (mtu < minMtu || mtu > maxMtu) {
    adapter.speech.say('mtuRefused', { mtu, maxMtu, minMtu });
    return Errno.invalid;
  }
  const before = adapter.mtu;
  adapter.mtu = mtu;
  const errno = yield* tellMtu(adapter);
  if (errno < 0) adapter.mtu = before;
  return errno;
}
