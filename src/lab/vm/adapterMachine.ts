import { type AdapterOptions, type AdapterServer, serveAdapter } from '../served/adapterServer.ts';
import type { Accelerator } from './accelerator.ts';
import type { Cache } from './cache.ts';
import type { CpioEntry } from './cpio.ts';
import { makeInitramfs } from './initramfs.ts';
import type { Kernel } from './kernel.ts';
import { bootMachine, type Machine, type MachineOptions } from './machine.ts';
import type { Module } from './modules.ts';
import type { OnProgress } from './packages.ts';
import type { Qemu } from './qemu.ts';
import { adapterDevice } from './qemuArguments.ts';

/** A machine that boots one of the lab's kernels with a driver for the adapter. */
export interface DrivenMachineOptions
  extends Partial<Omit<MachineOptions, 'qemu' | 'kernel' | 'initramfs' | 'devices'>> {
  readonly cache: Cache;
  readonly qemu: Qemu;
  readonly kernel: Kernel;
  readonly accelerator: Accelerator;
  /** A driver from elsewhere; the kernel's own where absent. */
  readonly driver?: Module;
  /** Further files of the machine. */
  readonly files?: readonly CpioEntry[];
  readonly onProgress?: OnProgress;
}

export interface AdapterMachineOptions extends AdapterOptions, DrivenMachineOptions {}

/** What a machine needs of an adapter that is being served. */
interface Served {
  readonly socketPath: string;
  close(): Promise<void>;
}

/** A machine and the adapter it was given. */
export interface AdapterMachine<Adapter extends Served = AdapterServer> {
  readonly machine: Machine;
  readonly adapter: Adapter;
  close(): Promise<void>;
}

/**
 * Boots a machine with an adapter that is being served, and from then on is the one to close it. Its driver is there
 * and not loaded yet: `bringUp` does that.
 */
export const bootBeside = async <Adapter extends Served>(
  adapter: Adapter,
  options: DrivenMachineOptions,
): Promise<AdapterMachine<Adapter>> => {
  const { cache, kernel, driver, files = [], onProgress } = options;
  try {
    const initramfs = await makeInitramfs(cache, kernel, {
      modules: [driver ?? 'ena'],
      files,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    const devices = [adapterDevice(adapter.socketPath)];
    const machine = await bootMachine({ ...options, kernel: kernel.image, initramfs, devices });
    return {
      machine,
      adapter,
      close: async () => {
        await machine.close();
        await adapter.close();
      },
    };
  } catch (error) {
    await adapter.close();
    throw error;
  }
};

/** Serves an adapter and boots a machine with it. */
export const bootWithAdapter = async (options: AdapterMachineOptions): Promise<AdapterMachine> =>
  bootBeside(await serveAdapter(options), options);
