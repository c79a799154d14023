import { existsSync } from 'node:fs';
import { bootBeside } from '../../lab/vm/adapterMachine.ts';
import { bringUp } from '../../lab/vm/bringUp.ts';
import { type Cache, cacheFolder, openCache } from '../../lab/vm/cache.ts';
import { type Kernel, kernelAt, namedKernel } from '../../lab/vm/kernel.ts';
import { findKernel, namedKernels } from '../../lab/vm/kernels.ts';
import type { Machine } from '../../lab/vm/machine.ts';
import { moduleInformation, readModule } from '../../lab/vm/modules.ts';
import type { OnProgress } from '../../lab/vm/packages.ts';
import { KernelUnusable } from '../../lab/vm/problems.ts';
import { findQemu, type Qemu } from '../../lab/vm/qemu.ts';
import { tryAccelerators } from '../../lab/vm/trial.ts';
import { BadValue } from '../errors.ts';
import type { Shell } from '../shell.ts';
import { openFetchProgress } from './fetchProgress.ts';
import { runDisk } from './runDisk.ts';
import { saveMachine } from './saveMachine.ts';
import { serveForMachine, whereServed } from './serveForMachine.ts';
import { checkTerminal, converse } from './terminal.ts';
import type { VmValues } from './vm.ts';
import { toldOf } from './vmTrouble.ts';
import { readVmWords, type VmWords } from './vmWords.ts';

/** What is shown where no command is given. */
const demonstration = (isUp: boolean): string =>
  isUp
    ? 'ip -brief address show; ethtool -i eth0; ping -c 3 10.0.0.2'
    : 'lspci -k 2>/dev/null || ip link; dmesg | tail';

/** Everything a machine is made of. */
export interface Parts {
  readonly cache: Cache;
  readonly qemu: Qemu;
  readonly kernelOf: () => Promise<Kernel>;
  readonly onProgress: OnProgress;
}

const gather = async (values: VmValues, words: VmWords, shell: Shell, onProgress: OnProgress): Promise<Parts> => {
  const row = findKernel(words.kernel);
  if (row === undefined && !existsSync(words.kernel)) {
    const names = namedKernels.map(({ name }) => name).join(', ');
    throw new BadValue('--kernel', words.kernel, `${names}, or the path of a kernel’s image`);
  }
  const cache = openCache(cacheFolder(shell.env));
  const named = values.qemu === undefined ? {} : { named: values.qemu };
  const qemu = await findQemu(cache, { ...named, path: shell.env.PATH ?? '', onProgress });
  return {
    cache,
    qemu,
    onProgress,
    kernelOf: () => (row ? namedKernel(cache, row, onProgress) : kernelAt(words.kernel)),
  };
};

/** A driver from elsewhere. @throws KernelUnusable unless it was made for the kernel */
const driverFor = async (kernel: Kernel, path: string) => {
  const hint = 'Give another with --driver.';
  const module = await readModule(path).catch((error: Error) => {
    throw new KernelUnusable(`${path} cannot be read: ${error.message}`, hint);
  });
  const [madeFor] = moduleInformation(module, 'vermagic')?.split(' ') ?? [];
  if (madeFor === undefined) throw new KernelUnusable(`${path} is not a module of a kernel`, hint);
  if (madeFor !== kernel.release)
    throw new KernelUnusable(`${path} was made for Linux ${madeFor}, and this is ${kernel.release}`, hint);
  return { ...module, name: 'ena' };
};

/** Runs the script; the first wish for an end interrupts it. */
const runScript = async (machine: Machine, script: string, words: VmWords, shell: Shell) => {
  const wish = new AbortController();
  void shell.interrupted().then(() => wish.abort());
  const decoder = new TextDecoder();
  const onOutput = (bytes: Uint8Array) => shell.out.write(decoder.decode(bytes, { stream: true }));
  return await machine.run(script, { timeoutMs: words.timeoutMs, onOutput, signal: wish.signal });
};

const runOwnSystem = async (values: VmValues, words: VmWords, parts: Parts, shell: Shell): Promise<number> => {
  const { cache, qemu, onProgress } = parts;
  const kernel = await parts.kernelOf();
  const { accelerator, why } = await tryAccelerators(cache, qemu, async () => kernel);
  shell.err.write(`Linux ${kernel.release} in QEMU ${qemu.version} by ${accelerator.toUpperCase()}: ${why}\n`);
  const driver = values.driver === undefined ? {} : { driver: await driverFor(kernel, values.driver) };
  const { memoryBytes, cpus } = words;
  const adapter = await serveForMachine(words.adapter, values.save, shell);
  const booted = { cache, qemu, kernel, accelerator, onProgress, memoryBytes, cpus, ...driver };
  const { machine, close } = await bootBeside(adapter, booted);
  let output: Uint8Array = new Uint8Array();
  const use = async (): Promise<number> => {
    if (!values.bare) await bringUp(machine, words);
    if (values.shell) {
      shell.err.write(whereServed(adapter));
      return await converse(machine, shell);
    }
    const { code, bytes } = await runScript(machine, words.script ?? demonstration(!values.bare), words, shell);
    output = bytes;
    return code;
  };
  // Ends before it is closed only where it is broken.
  const broken = adapter.done.then(() => 0);
  try {
    return await Promise.race([use(), broken]);
  } finally {
    try {
      // However it went, and above all where it went wrong: why stands in the log.
      if (values.save !== undefined) await saveMachine(values.save, machine, output);
    } finally {
      await close();
    }
  }
};

/**
 * `ena lab vm`: a machine with the adapter of the lab.
 *
 * @returns what the command in the machine ended with
 * @throws BadValue, OptionConflict, VmTrouble, UnwritableFile
 */
export const runVm = async (values: VmValues, operands: readonly string[], shell: Shell): Promise<number> => {
  const words = readVmWords(values, operands);
  if (values.shell) checkTerminal('--shell', shell);
  if (values.disk !== undefined) checkTerminal('--disk', shell);
  const progress = openFetchProgress(shell.err);
  try {
    const parts = await gather(values, words, shell, progress.tell);
    return values.disk === undefined
      ? await runOwnSystem(values, words, parts, shell)
      : await runDisk(values.disk, values.keep === true, words, parts, shell);
  } catch (error) {
    throw toldOf(error);
  } finally {
    progress.close();
  }
};
