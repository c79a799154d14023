import type { Adapter, Blame, Finding, Incident, Outcome, Report, Verdict } from '../../diagnosis/report.ts';
import type { SourceKind } from '../../evidence/source.ts';
import { durationWords, numberWords, timesWords } from './quantity.ts';
import { spanWords, stampWords } from './stamp.ts';

/** What the terms of a report are called in front of a reader, whatever it is rendered to. */

export const verdictWords: Readonly<Record<Verdict, string>> = {
  healthy: 'Healthy',
  problems: 'Problems',
  'no-evidence': 'No evidence',
};

export const blameWords: Readonly<Record<Blame, string>> = {
  device: 'the ENA device',
  driver: 'the ENA driver',
  'guest-cpu': "the guest's CPUs",
  'guest-memory': "the guest's memory",
  'instance-limits': "the instance's limits",
  configuration: 'the configuration',
  unknown: 'not known',
};

const victimOf: ReadonlySet<Blame> = new Set(['guest-cpu', 'guest-memory', 'instance-limits']);

/** Who did it, and with it whether the adapter is culprit or victim. */
export function roleWords(blame: Blame): string {
  return victimOf.has(blame) ? `${blameWords[blame]} (the adapter is the victim)` : blameWords[blame];
}

export const flavourWords: Readonly<Record<Adapter['driver']['flavour'], string>> = {
  amzn: "Amazon's ena driver",
  kernel: "the kernel's own ena driver",
  dpdk: 'DPDK net_ena',
  freebsd: 'FreeBSD ena driver',
  unknown: 'ena driver',
};

export const sourceKindWords: Readonly<Record<SourceKind, string>> = {
  'kernel-log': 'kernel log',
  'ethtool-statistics': 'ethtool counters',
  'ethtool-driver': 'ethtool driver information',
  'ethtool-settings': 'ethtool settings',
  'dpdk-xstats': 'DPDK counters',
  'freebsd-sysctl': 'FreeBSD counters',
  modinfo: 'modinfo',
  lspci: 'lspci',
  dkms: 'dkms',
  interrupts: 'interrupts',
  cpu: 'CPU load',
  system: 'system information',
  'rescue-report': 'rescue report',
  'live-host': 'live host',
  'ec2-instance': 'instance, seen from outside',
  mixed: 'several kinds in one text',
  unrecognised: 'not recognised',
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  recovered: 'recovered',
  failed: 'did not recover',
  unknown: 'outcome not seen',
};

/** `Amazon's ena driver 2.17.0g`. */
export function driverWords(driver: Adapter['driver']): string {
  return `${flavourWords[driver.flavour]}${driver.version ? ` ${driver.version}` : ', version not seen'}`;
}

/** `recovered after 2.976 s`, `did not recover`. */
export function incidentOutcome(incident: Incident): string {
  const { outcome, durationSeconds } = incident;
  const words = outcomeWords[outcome];
  return outcome === 'recovered' && durationSeconds !== undefined
    ? `${words} after ${durationWords(durationSeconds)}`
    : words;
}

/** `38 times, 2026-07-24 03:11:09 to 03:49:45 UTC`; nothing for a single one without a time, such as a total. */
export function occurrence(finding: Finding): string {
  const often = timesWords(finding.count);
  const { first, last = first } = finding;
  if (first === undefined || last === undefined) return finding.count === 1 ? '' : often;
  return finding.count === 1 ? `${often}, ${stampWords(first)}` : `${often}, ${spanWords(first, last)}`;
}

/** `eth0/ens5 (0000:00:05.0)`. */
export function adapterName(adapter: Adapter): string {
  const interfaces = adapter.interfaces.join('/');
  if (!interfaces) return adapter.pci ?? 'adapter without a name';
  return adapter.pci ? `${interfaces} (${adapter.pci})` : interfaces;
}

function adapterCalled(report: Report, name: string): Adapter | undefined {
  return report.adapters.find((one) => one.pci === name || one.interfaces.includes(name));
}

/** The adapter of an incident or finding in the words of the adapter list; undefined where there is but one. */
export function adapterLabel(report: Report, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const adapter = adapterCalled(report, name);
  if (adapter === undefined) return name;
  return report.adapters.length > 1 ? adapterName(adapter) : undefined;
}

/** Likewise, without the PCI address where an interface name is known. */
export function adapterShort(report: Report, name: string | undefined): string | undefined {
  const label = adapterLabel(report, name);
  return label && name && (adapterCalled(report, name)?.interfaces.join('/') || label);
}

/** `wd_expired 1`: counters keep their names, since that is what grep finds. */
export function counterWords(counters: Incident['counters']): string[] {
  return Object.entries(counters).map(([name, value]) => `${name} ${numberWords(value)}`);
}

/** `silence 6.004 s` for `silenceMs: 6004`: the values of a finding carry their unit in the name. */
export function valueWords(values: Finding['values']): string[] {
  return Object.entries(values).map(([name, value]) => {
    const [, stem = name, unit] = /^([a-z][A-Za-z0-9]*?)(Ms|Seconds)$/.exec(name) ?? [];
    const words = /^[a-z][A-Za-z0-9]*$/.test(stem)
      ? stem.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      : name;
    if (typeof value !== 'number') return `${words} ${value}`.trimEnd();
    if (unit === undefined) return `${words} ${numberWords(value)}`;
    return `${words} ${durationWords(unit === 'Ms' ? value / 1000 : value)}`;
  });
}
