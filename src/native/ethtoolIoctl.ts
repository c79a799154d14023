import { getSystemErrorName } from 'node:util';
import {
  commands,
  driverInfo,
  type SettingsKind,
  setInfo,
  settings,
  statistics,
  statisticsSet,
  strings,
} from './ethtoolLayout.ts';
import { type InterfaceIoctl, openEthtoolIoctl } from './interfaceIoctl.ts';
import { loadLibc, offHeap } from './libc.ts';

/**
 * What the driver said, or the errno of its refusal, by the name that Node.js has for it: `ENODEV` where the interface
 * is gone, `ENOTSUP` (the kernel's EOPNOTSUPP) where the driver does not have such a thing.
 */
export type Answer<Value> = { readonly value: Value } | { readonly refusal: string };

/** What drives an interface; texts are empty where the driver leaves them so. */
export interface DriverAnswer {
  readonly driver: string;
  readonly version: string;
  readonly firmware: string;
  /** The PCI address, for a PCI device. */
  readonly bus: string;
}

export interface SettingsAnswer {
  readonly maximum: Readonly<Record<string, number | string>>;
  readonly current: Readonly<Record<string, number | string>>;
}

/** The counters of an interface, in memory that is read into again and again. */
export interface CounterTable {
  readonly names: readonly string[];
  /** In the order of `names`. Values above 2^53 are rounded. */
  readonly values: Float64Array;
}

/**
 * The kernel's ethtool interface, without the program. Needs no privileges. One question at a time: an answer may keep who
 * asks waiting as long as a driver is being reset.
 */
export interface Ethtool {
  driver(interfaceName: string): Promise<Answer<DriverAnswer>>;
  /** Every statistic by name, in the driver's order. Values above 2^53 are rounded. */
  counters(interfaceName: string): Promise<Answer<ReadonlyMap<string, number>>>;
  /**
   * The same, for who asks every second. As long as the driver has as many statistics as `known` has, that table is
   * read into anew, in one request and without a name being asked for; else the answer is another table. Who has reason
   * to think that the names changed leaves `known` out.
   */
  sample(interfaceName: string, known?: CounterTable): Promise<Answer<CounterTable>>;
  settings(interfaceName: string, of: SettingsKind): Promise<Answer<SettingsAnswer>>;
  close(): void;
}

/** Twice what the largest ENA has: 128 queues of some 60 statistics. A driver that claims more is refused (`E2BIG`). */
export const mostCounters = 16_384;
/**
 * The kernel writes as many as there are at that moment, however small the buffer: a set may grow between the question
 * how many there are and the answer, but hardly to twice the bound.
 */
const roomCounters = 2 * mostCounters;
/** How often to ask again when the set changes meanwhile, as it does when queues are added. */
const mostAttempts = 3;

/**
 * Opens the kernel's ethtool interface.
 *
 * @throws NativeUnavailable
 */
export const openEthtool = async (): Promise<Ethtool> => ethtoolOver(openEthtoolIoctl(await loadLibc()));

/** The ethtool interface over any way to send its requests. */
export const ethtoolOver = (ioctl: InterfaceIoctl): Ethtool => {
  const ask = async (name: string, data: Uint8Array, command: number): Promise<string | undefined> => {
    viewOf(data).setUint32(0, command, true);
    const errno = await ioctl.ask(name, data);
    return errno === 0 ? undefined : getSystemErrorName(-errno);
  };

  const countOf = async (name: string): Promise<Answer<number>> => {
    const info = offHeap(setInfo.sizeBytes);
    viewOf(info).setBigUint64(setInfo.maskOffset, 1n << BigInt(statisticsSet), true);
    const refusal = await ask(name, info, commands.setInfo);
    if (refusal !== undefined) return { refusal };
    // The kernel clears the bit of a set that the driver does not have, and calls that success.
    if (viewOf(info).getBigUint64(setInfo.maskOffset, true) === 0n) return { refusal: 'ENOTSUP' };
    const value = viewOf(info).getUint32(setInfo.countOffset, true);
    return value > mostCounters ? { refusal: 'E2BIG' } : { value };
  };

  const namesOf = async (name: string, count: number): Promise<Answer<readonly string[]>> => {
    const data = offHeap(strings.dataOffset + roomCounters * strings.stringBytes);
    viewOf(data).setUint32(strings.setOffset, statisticsSet, true);
    // Kernels since 2026 compare it with what they have, and where it differs write nothing but a count of 0.
    viewOf(data).setUint32(strings.countOffset, count, true);
    const refusal = await ask(name, data, commands.strings);
    if (refusal !== undefined) return { refusal };
    if (viewOf(data).getUint32(strings.countOffset, true) !== count) return { refusal: 'EAGAIN' };
    const at = (row: number) => strings.dataOffset + row * strings.stringBytes;
    return { value: Array.from({ length: count }, (_, row) => textAt(data, at(row), strings.stringBytes)) };
  };

  let room: Uint8Array | undefined;

  /** The refusal, if any: `EAGAIN` where the kernel has another number of them than the array. */
  const readInto = async (values: Float64Array, name: string): Promise<string | undefined> => {
    room ??= offHeap(statistics.dataOffset + roomCounters * statistics.valueBytes);
    viewOf(room).setUint32(statistics.countOffset, values.length, true);
    const refusal = await ask(name, room, commands.statistics);
    if (refusal !== undefined) return refusal;
    if (viewOf(room).getUint32(statistics.countOffset, true) !== values.length) return 'EAGAIN';
    // By halves: a 64-bit read would put a number on the heap for every counter, every second.
    const halves = new Uint32Array(room.buffer, statistics.dataOffset, 2 * values.length);
    for (let row = 0; row < values.length; row++)
      values[row] = (halves[2 * row + 1] ?? 0) * 2 ** 32 + (halves[2 * row] ?? 0);
    return undefined;
  };

  const newTable = async (name: string): Promise<Answer<CounterTable>> => {
    const count = await countOf(name);
    if ('refusal' in count) return count;
    const names = await namesOf(name, count.value);
    if ('refusal' in names) return names;
    const values = new Float64Array(count.value);
    const refusal = await readInto(values, name);
    return refusal === undefined ? { value: { names: names.value, values } } : { refusal };
  };

  const sample = async (name: string, known?: CounterTable): Promise<Answer<CounterTable>> => {
    let refusal = known === undefined ? 'EAGAIN' : await readInto(known.values, name);
    if (known !== undefined && refusal === undefined) return { value: known };
    for (let attempt = 0; attempt < mostAttempts && refusal === 'EAGAIN'; attempt++) {
      const table = await newTable(name);
      if ('value' in table) return table;
      refusal = table.refusal;
    }
    return { refusal: refusal ?? 'EAGAIN' };
  };

  return {
    driver: async (name) => {
      const data = offHeap(driverInfo.sizeBytes);
      const refusal = await ask(name, data, commands.driverInfo);
      if (refusal !== undefined) return { refusal };
      const [driver, version, firmware, bus] = driverInfo.texts.map(({ offset, sizeBytes }) =>
        textAt(data, offset, sizeBytes),
      );
      return { value: { driver: driver ?? '', version: version ?? '', firmware: firmware ?? '', bus: bus ?? '' } };
    },
    counters: async (name) => {
      const answer = await sample(name);
      if ('refusal' in answer) return answer;
      const { names, values } = answer.value;
      return { value: new Map(names.map((counter, row) => [counter, values[row] ?? 0])) };
    },
    sample,
    settings: async (name, of) => {
      const { command, sizeBytes, words } = settings[of];
      const data = offHeap(sizeBytes);
      const refusal = await ask(name, data, command);
      if (refusal !== undefined) return { refusal };
      const value = { maximum: {} as Record<string, number | string>, current: {} as Record<string, number | string> };
      for (const { offset, name: printed, of: into, isSwitch } of words) {
        const word = viewOf(data).getUint32(offset, true);
        value[into][printed] = isSwitch ? (word === 0 ? 'off' : 'on') : word;
      }
      return { value };
    },
    close: () => ioctl.close(),
  };
};

const viewOf = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.byteLength);

const textAt = (data: Uint8Array, offset: number, sizeBytes: number): string => {
  const bytes = data.subarray(offset, offset + sizeBytes);
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
};
