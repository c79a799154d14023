import { type Choice, chooseAccelerator } from './accelerator.ts';
import type { Cache } from './cache.ts';
import { makeInitramfs } from './initramfs.ts';
import type { Kernel } from './kernel.ts';
import { bootMachine } from './machine.ts';
import type { Qemu } from './qemu.ts';

/** Where KVM works a kernel is up in one second or two. */
const trialMs = 10_000;

/** KVM if the kernel boots under it, which is tried once for each boot of this computer; else TCG. */
export const tryAccelerators = (cache: Cache, qemu: Qemu, kernelOf: () => Promise<Kernel>): Promise<Choice> =>
  chooseAccelerator({ folder: cache.folder }, async () => {
    const kernel = await kernelOf();
    const initramfs = await makeInitramfs(cache, kernel, { modules: [] });
    const machine = await bootMachine({
      qemu,
      kernel: kernel.image,
      initramfs,
      accelerator: 'kvm',
      bootTimeoutMs: trialMs,
    });
    await machine.close();
  });
