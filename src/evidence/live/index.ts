import type { DriverInfo, Sink } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import type { SourceProblem } from '../sources/problems.ts';
import { findAdapters, type HostAdapter, type OtherInterface, tellAdapters } from './adapters.ts';
import { readCpuTimes, tellCpuTimes, tellCpuTimesBetween, tellInterrupts } from './cpu.ts';
import type { Host } from './host.ts';
import { type AdapterInterface, type InterfaceAsker, openAsker } from './interfaceAsker.ts';
import { readKernelLog } from './kernelLog.ts';
import { blind, type Look, placeOf, summaryOf } from './look.ts';
import { kernelRelease, tellMachine } from './machine.ts';
import { tellModules } from './modules.ts';
import { HostNotVisible, InterfaceNotEna, NoAdapter } from './problems.ts';
import { realHost } from './realHost.ts';

/** What a report calls the host itself among its sources. */
const hostPath = 'this host';

export interface ObserveOptions {
  now(): Date;
  /** Take the counters twice, so many milliseconds apart. */
  readonly forMs?: number;
  /** Whether the metadata service may be asked. Without an adapter, or outside of EC2, it never is. */
  readonly imds: boolean;
  /** Look at the adapters of these interfaces only. */
  readonly interfaces?: readonly string[];
  /** The machine to look at; this one where absent. */
  readonly host?: Host;
  readonly signal?: AbortSignal;
}

/**
 * Looks at a live host: its ENAs, what drives them, their counters and settings, the kernel log, interrupts, CPUs and
 * modules. What it may not see it tells as unseen. Without an adapter nothing but a single summary comes back, whose
 * problem says so. Rejects only with the reason of `options.signal`.
 */
export const observeHost = async (sink: Sink, options: ObserveOptions): Promise<readonly SourceSummary[]> => {
  const { host = realHost(), now, interfaces } = options;
  const look: Look = { host, sink, now: () => now() };
  const found = await findAdapters(host);
  const wanted = found.adapters.filter(
    (adapter) => interfaces === undefined || adapter.interfaces.some((name) => interfaces.includes(name)),
  );
  if (interfaces === undefined || found.adapters.length === 0) tellOthers(look, found.others);
  if (!found.isVisible) return [nothing(new HostNotVisible())];
  if (found.adapters.length === 0) return [nothing(new NoAdapter(found.others))];
  if (wanted.length === 0) {
    const there = found.adapters.flatMap((adapter) => adapter.interfaces);
    return [nothing(new InterfaceNotEna(interfaces ?? [], there))];
  }
  tellAdapters(look, wanted);
  tellUnreachable(look, wanted);
  const kernel = await kernelRelease(look);
  const asker = await openAsker(look);
  try {
    return [
      summaryOf(hostPath, 'live-host', wanted.length),
      ...(await tellMachine(look, kernel, options.imds)),
      ...(kernel === undefined ? [] : await tellModules(look, kernel, wanted)),
      ...(await sample(look, asker, interfacesOf(wanted), options)),
      // Last, so that it holds what happened between the samples.
      ...(await readKernelLog(look)),
    ];
  } finally {
    asker.close();
  }
};

const interfacesOf = (adapters: readonly HostAdapter[]): readonly AdapterInterface[] =>
  adapters.flatMap(({ pci, driver, interfaces }) =>
    driver === 'ena' ? interfaces.map((name) => ({ pci, interface: name })) : [],
  );

/** Everything that counts, once or twice. */
const sample = async (
  look: Look,
  asker: InterfaceAsker,
  interfaces: readonly AdapterInterface[],
  { forMs, signal }: ObserveOptions,
): Promise<readonly SourceSummary[]> => {
  const summaries: SourceSummary[] = [];
  for (const each of interfaces) summaries.push(...(await asker.askSettings(each)));
  summaries.push(...(await tellInterrupts(look)));
  const earlier = await readCpuTimes(look);
  if (earlier !== undefined) summaries.push(tellCpuTimes(look, earlier));
  for (const each of interfaces) summaries.push(...(await asker.askCounters(each)));
  signal?.throwIfAborted();
  if (forMs === undefined) return summaries;

  await look.host.sleep(forMs, signal);
  const seconds = `${forMs / 1000} s`;
  for (const each of interfaces) summaries.push(...(await asker.askCounters(each, `${seconds} later`)));
  const later = await readCpuTimes(look);
  if (earlier !== undefined && later !== undefined)
    summaries.push(tellCpuTimesBetween(look, earlier, later, `over ${seconds}`));
  return summaries;
};

/** Adapters whose counters are out of reach here, and where they are in reach. */
const tellUnreachable = (look: Look, adapters: readonly HostAdapter[]): void => {
  for (const { pci, driver, interfaces } of adapters) {
    const source = `/sys/bus/pci/devices/${pci}`;
    if (driver === undefined) {
      blind(look, source, `No driver serves ${pci}: it has no interface and no counters; the kernel log tells why.`);
    } else if (driver !== 'ena') {
      const owner = `${driver} hands ${pci} to a program or virtual machine`;
      blind(
        look,
        source,
        `${owner}, where its counters are: \`dpdk-proc-info -- --xstats\`, or \`ethtool -S\` in the machine.`,
      );
    } else if (interfaces.length === 0) {
      blind(
        look,
        source,
        `${pci} shows no interface here: probing it failed, or it is in another network namespace; there run ena again.`,
      );
    }
  }
};

const tellOthers = (look: Look, others: readonly OtherInterface[]): void => {
  for (const { name, driver } of others) {
    const place = placeOf(`/sys/class/net/${name}/device/driver`, driver);
    look.sink({ kind: 'driver', place, driver, interface: name } satisfies DriverInfo);
  }
};

const nothing = (problem: SourceProblem): SourceSummary => ({
  ...summaryOf(hostPath, 'live-host', 0),
  problem: problem.sentence,
});
