import type { Cache } from './cache.ts';
import { type CpioEntry, writeCpio } from './cpio.ts';
import { agentScript, initScript } from './guestAgent.ts';
import type { Kernel } from './kernel.ts';
import { toolPackages } from './kernels.ts';
import { dependencyList, inInsertionOrder, type Module, openShelf } from './modules.ts';
import { type OnProgress, unpacked } from './packages.ts';
import { withLibraries } from './programs.ts';

/** Programs of Debian a machine has beside busybox, in place of what busybox has under that name. */
const tools = ['ethtool', 'ping', 'ip', 'iperf3'];

export interface InitramfsOptions {
  /** Modules that `modprobe` is to find, by name, or as files from elsewhere. */
  readonly modules?: readonly (string | Module)[];
  /** Further files. */
  readonly files?: readonly CpioEntry[];
  readonly onProgress?: OnProgress;
}

/** Where `modprobe` looks, and the list it goes by. */
const moduleEntries = (release: string, modules: readonly Module[]): CpioEntry[] => {
  const folder = `lib/modules/${release}`;
  return [
    { path: `${folder}/modules.dep`, bytes: Buffer.from(dependencyList(modules)) },
    ...modules.map(({ name, bytes }) => ({ path: `${folder}/${name}.ko`, bytes })),
  ];
};

/**
 * The first file system of a machine: busybox, tools, the modules asked for with those they depend on, and the agent.
 * Not compressed: an emulated processor inflates slower than it reads.
 *
 * @throws PackagesUnavailable, KernelUnusable
 */
export const makeInitramfs = async (
  cache: Cache,
  kernel: Kernel,
  { modules = ['ena'], files = [], onProgress }: InitramfsOptions = {},
): Promise<Buffer> => {
  const root = await unpacked(cache, toolPackages, onProgress);
  const ordered = await inInsertionOrder(await openShelf(kernel.modules), modules);
  const script = (path: string, text: string): CpioEntry => ({ path, bytes: Buffer.from(text), isExecutable: true });
  return writeCpio([
    script('init', initScript),
    script('agent', agentScript),
    { path: 'bin/sh', linksTo: 'busybox' },
    ...(await withLibraries(root, ['busybox', ...tools])),
    ...moduleEntries(kernel.release, ordered),
    ...files,
    // Mount points, as folders come with what lies in them.
    ...['dev', 'proc', 'sys', 'run', 'tmp', 'root'].map((folder) => ({
      path: `${folder}/.keep`,
      bytes: new Uint8Array(),
    })),
  ]);
};
