import { bootGuest } from '../../lab/ec2/machines/bootGuest.ts';
import { machineHosts } from '../../lab/ec2/machines/machineHosts.ts';
import { realPulseMs, realTimings } from '../../lab/ec2/machines/realTime.ts';
import { cacheFolder, openCache } from '../../lab/vm/cache.ts';
import { type Kernel, kernelAt, namedKernel } from '../../lab/vm/kernel.ts';
import { findKernel } from '../../lab/vm/kernels.ts';
import { findQemu } from '../../lab/vm/qemu.ts';
import { tryAccelerators } from '../../lab/vm/trial.ts';
import type { Shell } from '../shell.ts';
import type { HostOptions } from './ec2Hosts.ts';
import { openFetchProgress } from './fetchProgress.ts';
import { toldOf } from './vmTrouble.ts';

/**
 * Hosts that are virtual machines. What they need is fetched first, so that nobody waits for it in the middle.
 *
 * @param usual the kernel of guests that do not name one of the lab's: its name, or the path of its image
 * @throws VmTrouble
 */
export const virtualHosts = async (usual: string, shell: Shell): Promise<HostOptions> => {
  const cache = openCache(cacheFolder(shell.env));
  const progress = openFetchProgress(shell.err);
  const kernelOf = (name: string): Promise<Kernel> | undefined => {
    const row = findKernel(name);
    return row && namedKernel(cache, row, progress.tell);
  };
  const onTrouble = (sentence: string) => shell.err.write(`ena: ${sentence}\n`);
  try {
    const qemu = await findQemu(cache, { path: shell.env.PATH ?? '', onProgress: progress.tell });
    const kernel = await (kernelOf(usual) ?? kernelAt(usual));
    const { accelerator, why } = await tryAccelerators(cache, qemu, async () => kernel);
    shell.err.write(`Linux ${kernel.release} in QEMU ${qemu.version} by ${accelerator.toUpperCase()}: ${why}\n`);
    const parts = {
      cache,
      qemu,
      accelerator,
      kernelOf: async (release: string) => (await kernelOf(release)) ?? kernel,
      onTrouble,
    };
    const hosts = machineHosts((machine, wishes) => bootGuest(parts, machine, wishes), onTrouble);
    return { hosts, timings: realTimings, pulseMs: realPulseMs };
  } catch (error) {
    throw toldOf(error);
  } finally {
    progress.close();
  }
};
