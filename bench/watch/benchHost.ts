import { setImmediate } from 'node:timers/promises';
import { fakeHost } from '../../src/evidence/live/fakeHost.ts';
import { pciFunction } from '../../src/evidence/live/fakeMachines.ts';
import type { Host } from '../../src/evidence/live/host.ts';
import { realHost } from '../../src/evidence/live/realHost.ts';
import { enaCounterNames } from './enaTable.ts';

type Ethtool = Awaited<ReturnType<Host['openEthtool']>>;

export interface BenchMachine {
  readonly adapters: number;
  readonly queues: number;
}

const pciOf = (adapter: number): string =>
  `0000:${(adapter >> 5).toString(16).padStart(2, '0')}:${(adapter & 31).toString(16).padStart(2, '0')}.0`;

/** What sysfs shows of the adapters. */
const filesOf = ({ adapters }: BenchMachine) => {
  const parts = Array.from({ length: adapters }, (_, at) =>
    pciFunction(pciOf(at), { driver: 'ena', interfaces: [`ena${at}`] }),
  );
  return fakeHost({
    files: Object.assign({}, ...parts.map(({ files }) => files)),
    links: Object.assign({}, ...parts.map(({ links }) => links)),
  });
};

/** Adapters whose traffic counters rise; nothing that says something does. `ask` is what each reading costs the kernel. */
const ethtoolOf = ({ adapters, queues }: BenchMachine, ask: () => Promise<void>): Ethtool => {
  const names = enaCounterNames(queues);
  const traffic = names.flatMap((name, row) => (/_(?:cnt|bytes)$/.test(name) ? [row] : []));
  const known = new Set(Array.from({ length: adapters }, (_, at) => `ena${at}`));
  let round = 0;
  return {
    driver: async () => ({ value: { driver: 'ena', version: '2.17.0g', firmware: '', bus: '' } }),
    counters: async () => ({ refusal: 'ENOTSUP' }),
    settings: async () => ({ refusal: 'ENOTSUP' }),
    sample: async (name, table) => {
      if (!known.has(name)) return { refusal: 'ENODEV' };
      await ask();
      const value = table ?? { names, values: new Float64Array(names.length) };
      round++;
      for (const row of traffic) value.values[row] = round * 1000 + row;
      return { value };
    },
    close: () => {},
  };
};

/**
 * This machine with adapters it does not have: log, CPUs and memory are its own, a reading of counters is one of
 * `realInterface`, and time goes by `speed` times as fast.
 */
export const fastHost = async (machine: BenchMachine, speed: number, realInterface: string): Promise<Host> => {
  const [real, sysfs] = [realHost(), filesOf(machine)];
  const kernel = await real.openEthtool();
  const answer = await kernel.sample(realInterface);
  let table = 'value' in answer ? answer.value : undefined;
  const ask = async () => {
    const again = await kernel.sample(realInterface, table);
    table = 'value' in again ? again.value : undefined;
  };
  const isOurs = (path: string) => path.startsWith('/sys/bus/pci') || path.startsWith('/sys/class/net');
  return {
    ...real,
    readFile: (path, mostBytes) => (isOurs(path) ? sysfs : real).readFile(path, mostBytes),
    readFolder: (path) => (isOurs(path) ? sysfs : real).readFolder(path),
    readLink: (path) => (isOurs(path) ? sysfs : real).readLink(path),
    openRecords: (path) => {
      const device = real.openRecords(path);
      return { ...device, awaited: async (limitMs, signal) => await device.awaited?.(limitMs / speed, signal) };
    },
    openEthtool: async () => ethtoolOf(machine, ask),
    elapsedMs: () => performance.now() * speed,
    sleep: (durationMs, signal) => real.sleep(durationMs / speed, signal),
  };
};

/** A day asks the same of the file system seventeen thousand times. */
const remembering = <Rest extends unknown[], Value>(ask: (path: string, ...rest: Rest) => Promise<Value>) => {
  const answers = new Map<string, Promise<Value>>();
  return (path: string, ...rest: Rest): Promise<Value> => {
    const answer = answers.get(path) ?? ask(path, ...rest);
    answers.set(path, answer);
    return answer;
  };
};

/** A machine that is made up whole, whose time goes by as fast as it can be lived through. */
export const simulatedHost = (machine: BenchMachine): Host => {
  const files = filesOf(machine);
  let elapsedMs = 0;
  return {
    ...files,
    readFile: remembering(files.readFile),
    readFolder: remembering(files.readFolder),
    readLink: remembering(files.readLink),
    openRecords: () => ({
      read: () => {
        throw Object.assign(new Error('nothing yet'), { code: 'EAGAIN' });
      },
      close: () => {},
    }),
    openEthtool: async () => ethtoolOf(machine, async () => {}),
    elapsedMs: () => elapsedMs,
    sleep: async (durationMs, signal) => {
      await setImmediate();
      signal?.throwIfAborted();
      elapsedMs += durationMs;
    },
  };
};
