import { readCommandLine } from '../../evidence/root/commandLine.ts';
import type { Kernel } from '../../evidence/root/kernel.ts';
import type { Machine } from '../../evidence/root/machine.ts';
import { nextEntries, type Rule } from './sighting.ts';

const networkRoots = /^(?:\/dev\/nfs$|nfs4?:|iscsi:|nbd:|dhcp)/;
const networkParameters = new Set([
  'nfsroot',
  'netroot',
  'iscsi_target_name',
  'iscsi_initiator',
  'rd.iscsi.initiator',
  'rd.iscsi.firmware',
]);

/** Whether the next boot needs the adapter before it has a root file system. */
export const rootIsOnNetwork = (machine: Machine): boolean =>
  nextEntries(machine).some(({ options }) =>
    readCommandLine(options).some(
      ([name, value]) => networkParameters.has(name) || (name === 'root' && networkRoots.test(value)),
    ),
  );

/** Only the kernel that boots next: unpacking each initramfs takes a second. */
export const nextKernel = ({ kernels, next }: Machine): Kernel | undefined =>
  kernels.find(({ release }) => release === next);

const networkRoot: Rule = {
  finds: ['module-not-in-initramfs'],
  judge: async (machine) => {
    const kernel = nextKernel(machine);
    if (kernel === undefined || kernel.builtin !== undefined || !rootIsOnNetwork(machine)) return [];
    const initramfs = await kernel.initramfs();
    if (initramfs === undefined || initramfs.unseen !== undefined || initramfs.modules.has('ena')) return [];
    return [
      {
        id: 'module-not-in-initramfs',
        values: { kernel: kernel.release },
        places: nextEntries(machine).map(({ place }) => place),
        repairs: [{ do: 'add-to-initramfs', module: 'ena', kernel: kernel.release }],
      },
    ];
  },
};

const withoutNvme: Rule = {
  finds: ['initramfs-without-nvme'],
  judge: async (machine) => {
    const kernel = nextKernel(machine);
    if (kernel === undefined || kernel.nvmeBuiltin) return [];
    const initramfs = await kernel.initramfs();
    // One without any module is made for a kernel that needs none.
    if (!initramfs?.modules.size || initramfs.unseen !== undefined || initramfs.modules.has('nvme')) return [];
    return [
      {
        id: 'initramfs-without-nvme',
        values: { kernel: kernel.release },
        places: [],
        repairs: [{ do: 'add-to-initramfs', module: 'nvme', kernel: kernel.release }],
      },
    ];
  },
};

/** What must be there before the root file system is. */
export const initramfsRules: readonly Rule[] = [networkRoot, withoutNvme];
