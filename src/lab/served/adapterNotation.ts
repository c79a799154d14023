import { type LimitSettings, publishedLimits } from '../../device/dataPath/index.ts';
import type { DeviceOptions } from '../../device/options.ts';
import { type PresetName, presets } from '../../device/presets.ts';
import { BadNotation } from '../network/index.ts';

const unit: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9 };

/** A number with an optional K, M or G; NaN for anything else. */
const amountOf = (text: string): number => {
  const [, digits, letter = ''] = /^(\d{1,12})([KMG]?)$/.exec(text) ?? [];
  return digits === undefined ? Number.NaN : Number(digits) * unit[letter]!;
};

const isDepth = (n: number): boolean => n >= 32 && n <= 16_384 && Number.isInteger(Math.log2(n));
const within = (least: number, most: number) => (n: number) => Number.isInteger(n) && n >= least && n <= most;

interface Row<Settings> {
  readonly key: string;
  readonly wanted: string;
  readonly fits: (n: number) => boolean;
  readonly set: (settings: Settings, n: number) => Settings;
}

const depth = (key: string, set: Row<DeviceOptions>['set']): Row<DeviceOptions> => ({
  key,
  wanted: 'a power of two from 32 to 16384',
  fits: isDepth,
  set,
});
const queues = (device: DeviceOptions, some: Partial<DeviceOptions['queues']>): DeviceOptions => ({
  ...device,
  queues: { ...device.queues, ...some },
});
const llq = (device: DeviceOptions, some: Partial<DeviceOptions['llq']>): DeviceOptions => ({
  ...device,
  llq: { ...device.llq, ...some },
});

// biome-ignore format: a table
const driverLimits: readonly Row<DeviceOptions>[] = [
  depth('tx-depth', (device, n) => queues(device, { txDepth: n, txCompletionDepth: n })),
  depth('rx-depth', (device, n) => queues(device, { rxDepth: n, rxCompletionDepth: n })),
  { key: 'mtu', wanted: 'a number from 128 to 9216', fits: within(128, 9216), set: (device, n) => ({ ...device, maxMtu: n }) },
  { key: 'vectors', wanted: 'a number from 2 to 33', fits: within(2, 33), set: (device, n) => ({ ...device, vectors: n }) },
  { key: 'header-bytes', wanted: 'a number from 1 to 255', fits: within(1, 255), set: (device, n) => queues(device, { maxHeaderBytes: n }) },
  { key: 'tx-descriptors', wanted: 'a number from 1 to 255', fits: within(1, 255), set: (device, n) => queues(device, { maxPacketTxDescriptors: n }) },
  { key: 'rx-descriptors', wanted: 'a number from 1 to 255', fits: within(1, 255), set: (device, n) => queues(device, { maxPacketRxDescriptors: n }) },
  { key: 'llq-queues', wanted: 'a number from 0 to 32', fits: within(0, 32), set: (device, n) => n === 0 ? { ...device, features: device.features.filter((name) => name !== 'llq') } : llq(device, { maxQueues: n }) },
  depth('llq-depth', (device, n) => llq(device, { maxDepth: n })),
];

const count = within(1, 1e12);
// biome-ignore format: a table
const instanceLimits: readonly Row<LimitSettings>[] = [
  { key: 'bw-in', wanted: 'bits per second, such as 5G', fits: count, set: (limits, n) => ({ ...limits, bandwidthInBitsPerSecond: n }) },
  { key: 'bw-out', wanted: 'bits per second, such as 5G', fits: count, set: (limits, n) => ({ ...limits, bandwidthOutBitsPerSecond: n }) },
  { key: 'pps', wanted: 'packets per second, such as 1M', fits: count, set: (limits, n) => ({ ...limits, packetsPerSecond: n }) },
  { key: 'conntrack', wanted: 'a number of connections', fits: count, set: (limits, n) => ({ ...limits, trackedConnections: n }) },
  { key: 'linklocal', wanted: 'packets per second', fits: count, set: (limits, n) => ({ ...limits, linkLocalPacketsPerSecond: n }) },
];

/** Reads `key=number,…` by a table. */
const readRows = <Settings>(what: string, text: string, rows: readonly Row<Settings>[], from: Settings): Settings =>
  text.split(',').reduce((settings, word) => {
    const [key, value = ''] = word.split('=', 2);
    const row = rows.find((known) => known.key === key);
    if (row === undefined)
      throw new BadNotation(
        word,
        `${what}: it takes words such as ${rows.map((known) => `${known.key}=…`).join(', ')}`,
      );
    const n = amountOf(value);
    if (!row.fits(n)) throw new BadNotation(value, `${row.key}: it takes ${row.wanted}`);
    return row.set(settings, n);
  }, from);

/** The adapter of a name. @throws BadNotation */
export const parsePreset = (name: string): DeviceOptions => {
  if (Object.hasOwn(presets, name)) return presets[name as PresetName];
  throw new BadNotation(name, `an adapter: there are ${Object.keys(presets).join(', ')}`);
};

/** The adapter with so many queue pairs, and vectors for them. @throws BadNotation */
export const withQueues = (device: DeviceOptions, text: string): DeviceOptions => {
  const n = amountOf(text);
  if (!within(1, 32)(n)) throw new BadNotation(text, 'a number of queue pairs: there may be 1 to 32');
  const vectors = Math.max(device.vectors, n + 1);
  return { ...llq(queues(device, { txQueues: n, rxQueues: n }), { maxQueues: n }), vectors };
};

/** @throws BadNotation */
export const parseMac = (text: string): readonly number[] => {
  const bytes = text.split(':').map((part) => (/^[\da-f]{2}$/i.test(part) ? Number.parseInt(part, 16) : Number.NaN));
  const isStation =
    bytes.length === 6 && !bytes.some(Number.isNaN) && (bytes[0]! & 1) === 0 && bytes.some((byte) => byte !== 0);
  if (isStation) return bytes;
  throw new BadNotation(text, 'the address of one station, such as 02:e1:a0:00:00:01');
};

/** The adapter with what the driver is told of it: `tx-depth=512,mtu=1500`. @throws BadNotation */
export const withDriverLimits = (device: DeviceOptions, text: string): DeviceOptions =>
  readRows('a limit of the adapter', text, driverLimits, device);

/** What an instance may do: `pps=1M,bw-in=5G`. @throws BadNotation */
export const parseInstanceLimits = (text: string): LimitSettings =>
  readRows<LimitSettings>('a limit of the instance', text, instanceLimits, publishedLimits);
