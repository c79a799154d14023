import { bootDisk } from '../../lab/vm/diskMachine.ts';
import { usualHardware } from '../../lab/vm/machine.ts';
import { adapterDevice } from '../../lab/vm/qemuArguments.ts';
import { tryAccelerators } from '../../lab/vm/trial.ts';
import type { Shell } from '../shell.ts';
import type { Parts } from './runVm.ts';
import { serveForMachine, whereServed } from './serveForMachine.ts';
import { atTerminal } from './terminal.ts';
import type { VmWords } from './vmWords.ts';

/** `ena lab vm --disk`: the user's own system with the adapter of the lab, at its console until the user leaves. */
export const runDisk = async (
  disk: string,
  writes: boolean,
  words: VmWords,
  { cache, qemu, kernelOf }: Parts,
  shell: Shell,
): Promise<number> => {
  const { accelerator, why } = await tryAccelerators(cache, qemu, kernelOf);
  shell.err.write(`${disk} in QEMU ${qemu.version} by ${accelerator.toUpperCase()}: ${why}\n`);
  const adapter = await serveForMachine(words.adapter, undefined, shell);
  shell.err.write(whereServed(adapter));
  try {
    const { memoryBytes, cpus } = words;
    const devices = [adapterDevice(adapter.socketPath)];
    const machine = await bootDisk({ ...usualHardware, memoryBytes, cpus, accelerator, devices, qemu, disk, writes });
    try {
      const decoder = new TextDecoder();
      machine.console.on('data', (bytes: Buffer) => shell.out.write(decoder.decode(bytes, { stream: true })));
      const ended = machine.exited.then((end) => Promise.reject(end));
      ended.catch(() => {});
      return await atTerminal(shell, (bytes) => machine.console.write(bytes), ended);
    } finally {
      await machine.close();
    }
  } finally {
    await adapter.close();
  }
};
