import { isIP } from 'node:net';
import { readDurationMs } from '../duration.ts';
import { BadValue, OptionConflict } from '../errors.ts';
import { readAdapter, readSocketPath } from './readAdapter.ts';
import type { MachinesAdapter } from './serveForMachine.ts';
import type { VmValues } from './vm.ts';

/** What a command line asks of a machine, read and checked. */
export interface VmWords {
  readonly kernel: string;
  readonly parameters: readonly string[];
  readonly adapter: MachinesAdapter;
  readonly address: string;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly timeoutMs: number;
  /** A script of sh, where one is to be run. */
  readonly script: string | undefined;
}

const unitBytes: Readonly<Record<string, number>> = { M: 2 ** 20, G: 2 ** 30 };
/** Less does not hold the kernel and the tools. */
const leastMemoryBytes = 192 * unitBytes.M!;
const mostMemoryBytes = 64 * unitBytes.G!;
const mostCpus = 64;
const usual = { kernel: '6.12', memory: '512M', cpus: '1', timeout: '10m', address: '10.0.0.1/24' } as const;

const readMemory = (text: string): number => {
  const [, amount, unit = ''] = /^(\d{1,6})([MG])$/.exec(text) ?? [];
  const bytes = Number(amount) * (unitBytes[unit] ?? Number.NaN);
  if (bytes >= leastMemoryBytes && bytes <= mostMemoryBytes) return bytes;
  throw new BadValue('--memory', text, 'a size such as 512M or 2G, from 192M to 64G');
};

const readCpus = (text: string): number => {
  const cpus = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (cpus >= 1 && cpus <= mostCpus) return cpus;
  throw new BadValue('--cpus', text, `a number from 1 to ${mostCpus}`);
};

const readAddress = (text: string): string => {
  const [address = '', prefix = ''] = text.split('/', 2);
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (text === 'dhcp' || (/^\d{1,3}$/.test(prefix) && longest > 0 && Number(prefix) <= longest)) return text;
  throw new BadValue('--address', text, 'an address with the length of its prefix, such as 10.0.0.1/24, or dhcp');
};

const parameter = /^\w+(=[\w,.:+-]*)?$/;

const readParameters = (text: string): string[] => {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.every((word) => parameter.test(word))) return words;
  throw new BadValue('--parameters', text, 'words such as rx_queue_size=512');
};

/** A word that the shell of the machine takes as it is. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** One word is a script; several are a program and its arguments, as they stood. */
export const scriptOf = (words: readonly string[]): string | undefined =>
  words.length <= 1 ? words[0] : words.map(quoted).join(' ');

/** Options that say something of a machine that boots the lab's own system. */
const ofOwnSystem = ['kernel', 'driver', 'parameters', 'bare', 'address', 'timeout', 'save', 'shell'] as const;

const checkConflicts = (values: VmValues, words: readonly string[]): void => {
  if (values.disk !== undefined) {
    const option = ofOwnSystem.find((name) => values[name] !== undefined);
    if (option !== undefined) throw new OptionConflict('--disk', `--${option}`, 'the image has a system of its own');
    if (words.length > 0) throw new OptionConflict('--disk', 'COMMAND', 'nobody in its system would run it');
  } else if (values.keep) throw new OptionConflict('--keep', 'no --disk', 'there is nothing to be kept');
  if (values.shell && words.length > 0) throw new OptionConflict('--shell', 'COMMAND', 'type it there');
  if (values.bare && values.parameters !== undefined)
    throw new OptionConflict('--bare', '--parameters', 'no driver is loaded');
};

/** Reads what a command line says of a machine. @throws BadValue, BadAdapter, OptionConflict */
export const readVmWords = (values: VmValues, words: readonly string[]): VmWords => {
  checkConflicts(values, words);
  const at = values.socket === undefined ? {} : { socketPath: readSocketPath(values.socket) };
  const adapter = { ...readAdapter('lab vm', values), ...at };
  return {
    kernel: values.kernel ?? usual.kernel,
    parameters: readParameters(values.parameters ?? ''),
    adapter,
    address: readAddress(values.address ?? (adapter.network.kind === 'user' ? 'dhcp' : usual.address)),
    memoryBytes: readMemory(values.memory ?? usual.memory),
    cpus: readCpus(values.cpus ?? usual.cpus),
    timeoutMs: readDurationMs('--timeout', values.timeout ?? usual.timeout),
    script: scriptOf(words),
  };
};
