import type { Accelerator } from '../../vm/accelerator.ts';
import type { Cache } from '../../vm/cache.ts';
import { makeInitramfs } from '../../vm/initramfs.ts';
import type { Kernel } from '../../vm/kernel.ts';
import { bootMachine, type Machine as VirtualMachine } from '../../vm/machine.ts';
import type { Qemu } from '../../vm/qemu.ts';
import type { Machine } from '../world/hosts.ts';
import { cardOf } from './cards.ts';
import type { BootWishes, RunningGuest } from './guestMachine.ts';
import { networkScript, stockModules } from './guestNetwork.ts';
import { StatusCheck } from './statusCheck.ts';

/** What every guest is made of. */
export interface GuestParts {
  readonly cache: Cache;
  readonly qemu: Qemu;
  readonly accelerator: Accelerator;
  /** The kernel of a guest that says that it has this release. */
  readonly kernelOf: (release: string) => Promise<Kernel>;
  /** Told, in a sentence, what goes wrong with an adapter later on. */
  readonly onTrouble: (sentence: string) => void;
}

const memoryBytes = 256 * 2 ** 20;
const askEveryMs = 1000;

/**
 * Boots an instance as a virtual machine: a kernel of Debian with the module `ena` or without it, and the card that
 * its flag gives it.
 *
 * @throws KernelUnusable, PackagesUnavailable, MachineEnded, MachineSilent
 */
export const bootGuest = async (
  { cache, qemu, accelerator, kernelOf, onTrouble }: GuestParts,
  machine: Machine,
  { signal, onConsole }: BootWishes,
): Promise<RunningGuest> => {
  const { guest, privateIp } = machine;
  const kernel = await kernelOf(guest.kernel);
  const modules = [...(guest.hasEna ? ['ena'] : []), ...stockModules];
  const initramfs = await makeInitramfs(cache, kernel, { modules });
  const check = new StatusCheck(privateIp);
  const card = await cardOf(machine, check, onTrouble);
  let booted: VirtualMachine | undefined;
  let beat: NodeJS.Timeout | undefined;
  const close = async () => {
    clearInterval(beat);
    await booted?.close();
    await card.close();
  };
  try {
    const { devices, extra } = card;
    const hardware = { accelerator, memoryBytes, devices, extra };
    booted = await bootMachine({ qemu, kernel: kernel.image, initramfs, ...hardware, onConsole, signal });
    await booted.run(networkScript(privateIp));
  } catch (error) {
    await close();
    throw error;
  }
  check.ask();
  beat = setInterval(() => check.ask(), askEveryMs);
  return {
    get isReachable() {
      return check.isPassed;
    },
    close,
  };
};
