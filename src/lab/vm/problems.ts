/** Why a machine could not be had, or no longer answers. One class per cause; each says what to do about it. */
export abstract class MachineProblem extends Error {
  /** Stable; `ena explain CODE` knows it. */
  abstract readonly code: string;
  /** What the user can do. */
  abstract readonly hint: string;
}

export class QemuMissing extends MachineProblem {
  static readonly code = 'qemu-missing';
  static readonly means =
    'Machines run in QEMU 10.1 or later, the first that can be given an adapter by another program (vfio-user-pci).';
  readonly code = QemuMissing.code;
  readonly hint = 'Name one with --qemu PATH; on Debian for x86-64 the lab fetches one by itself.';
}

export class PackagesUnavailable extends MachineProblem {
  static readonly code = 'packages-unavailable';
  static readonly means =
    'QEMU, kernels and the tools of a machine come from Debian, by apt, into a cache of their own. Something stood in the way.';
  readonly code = PackagesUnavailable.code;
  readonly hint: string;

  constructor(sentence: string, hint: string) {
    super(sentence);
    this.hint = hint;
  }
}

export class KernelUnusable extends MachineProblem {
  static readonly code = 'kernel-unusable';
  static readonly means = 'The kernel, or a module it is to load, is not what a machine of the lab can boot.';
  readonly code = KernelUnusable.code;
  readonly hint: string;

  constructor(sentence: string, hint = 'Give another with --kernel.') {
    super(sentence);
    this.hint = hint;
  }
}

export class DiskUnusable extends MachineProblem {
  static readonly code = 'disk-unusable';
  static readonly means = 'The image of a disk cannot be read.';
  readonly code = DiskUnusable.code;
  readonly hint = 'Give a raw or qcow2 image with --disk.';
}

export class MachineEnded extends MachineProblem {
  static readonly code = 'machine-ended';
  static readonly means = 'The machine stopped before it had done what was asked: a panic, or QEMU itself gave up.';
  readonly code = MachineEnded.code;
  readonly hint = 'Its kernel log tells more.';
}

export class MachineSilent extends MachineProblem {
  static readonly code = 'machine-silent';
  static readonly means =
    'The machine did not answer in time. It may hang, or this computer may be much busier than the bound allows for.';
  readonly code = MachineSilent.code;
  readonly hint = 'Its kernel log tells more; --timeout grants more time.';
}

/** Every cause, for `ena explain CODE`. */
export const machineProblems = [QemuMissing, PackagesUnavailable, KernelUnusable, MachineEnded, MachineSilent] as const;
