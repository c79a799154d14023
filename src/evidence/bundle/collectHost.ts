import type { Host } from '../live/host.ts';
import { type ObserveOptions, observeHost } from '../live/index.ts';
import type { Sink } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import type { BundleFile } from './bundleFile.ts';
import { kernelText } from './kernelText.ts';
import { observedText } from './observedText.ts';
import type { Redactor } from './redactor.ts';
import { witness } from './witness.ts';

/** Files of the host that the doctor reads as they are, by their names in the bundle. */
const readAnyway: Readonly<Record<string, string>> = {
  '/proc/interrupts': 'proc/interrupts',
  '/proc/stat': 'proc/stat',
  '/etc/os-release': 'os-release',
  '/usr/lib/os-release': 'os-release',
};

/** What the doctor has no use for and the reader of a support case asks for. */
const readBesides: Readonly<Record<string, string>> = {
  '/proc/cmdline': 'proc/cmdline',
  '/proc/version': 'proc/version',
  '/proc/uptime': 'proc/uptime',
  '/proc/meminfo': 'proc/meminfo',
  '/proc/pressure/cpu': 'proc/pressure/cpu',
  '/proc/pressure/memory': 'proc/pressure/memory',
  '/sys/devices/system/clocksource/clocksource0/current_clocksource': 'clocksource',
};
const besidesBytes = 1024 * 1024;
const hostname = '/proc/sys/kernel/hostname';

/** Of each PCI function of ENA. */
const pciFiles = ['revision', 'subsystem_vendor', 'subsystem_device', 'numa_node', 'irq', 'enable'];

/** The rows of `/proc/interrupts` that are ENA's, beneath the header. */
const interruptsOfEna = (text: string): string =>
  text
    .split('\n')
    .filter((row, i) => i === 0 || /ena-mgmnt|-Tx-Rx-/.test(row))
    .join('\n');

const textOf = (host: Host, path: string): Promise<string | undefined> =>
  host.readFile(path, besidesBytes).then(
    (bytes) => Buffer.from(bytes).toString('utf8'),
    () => undefined,
  );

/**
 * Looks at a host as the doctor does, and adds what it saw to the bundle: in such texts that the doctor, reading the
 * bundle, sees the same. What may not be seen is told, there as here.
 *
 * @param sink is told what is seen, as by `observeHost`
 */
export const collectHost = async (
  bundle: BundleFile,
  redactor: Redactor,
  sink: Sink,
  options: ObserveOptions & { readonly host: Host },
): Promise<readonly SourceSummary[]> => {
  const { host, heard } = witness(options.host);
  const name = (await textOf(options.host, hostname))?.trim();
  if (name) redactor.learnHost(name);
  const texts = new Map<string, string>();
  const add = (member: string, text: string): void => void texts.set(member, (texts.get(member) ?? '') + text);
  const interfaces = new Set<string>();
  const functions = new Set<string>();
  let offsetMs: number | undefined;

  const summaries = await observeHost(
    (seen) => {
      if (seen.kind === 'log' && seen.when.wallMs !== undefined && seen.when.uptimeUs !== undefined)
        offsetMs ??= seen.when.wallMs - seen.when.uptimeUs / 1000;
      if (seen.kind === 'settings' && seen.interface) interfaces.add(seen.interface);
      if (seen.kind === 'pci' && seen.pci) functions.add(seen.pci);
      const told = observedText(seen, (member) => texts.has(member));
      if (told) add(told.member, told.text);
      sink(seen);
    },
    { ...options, host },
  );
  for (const [path, member] of Object.entries(readAnyway)) {
    const bytes = heard.get(path);
    if (bytes === undefined || texts.has(member)) continue;
    const text = Buffer.from(bytes).toString('utf8');
    add(member, member === 'proc/interrupts' ? interruptsOfEna(text) : text);
  }
  for (const [path, member] of Object.entries(readBesides)) {
    const text = await textOf(options.host, path);
    if (text) add(member, text);
  }
  for (const pci of functions) {
    for (const file of pciFiles) {
      const text = await textOf(options.host, `/sys/bus/pci/devices/${pci}/${file}`);
      if (text) add('pci.txt', `${pci} ${file}: ${text.trim()}\n`);
    }
  }
  for (const one of interfaces) {
    const output = await options.host
      .run('ethtool', ['-k', one], { timeoutMs: 5000, stdoutBytes: besidesBytes })
      .catch(() => undefined);
    if (output && output.stdout.length > 0) add(`features-${one}.txt`, Buffer.from(output.stdout).toString('utf8'));
  }
  const logs = summaries.flatMap(({ path }) =>
    heard.get(path)?.length ? (/^\/dev\/kmsg$|^journalctl|^dmesg/.test(path) ? [path] : []) : [],
  );
  for (const path of logs) {
    const log = Buffer.from(heard.get(path)!).toString('utf8');
    add(
      'dmesg.txt',
      kernelText(log, (uptimeUs) => (offsetMs === undefined ? undefined : Math.round(offsetMs + uptimeUs / 1000))),
    );
  }
  for (const [member, text] of texts) bundle.add(redactor.line(member), redactor.text(text));
  return summaries;
};
