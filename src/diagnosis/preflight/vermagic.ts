import type { Kernel } from '../../evidence/root/kernel.ts';
import type { KernelModule } from '../../evidence/root/kernelModule.ts';

const words = (vermagic: string): readonly string[] => vermagic.split(/\s+/).filter(Boolean);

/**
 * Why a kernel refuses a module by its version magic, as a clause; undefined where it does not.
 *
 * A module with checksums of its symbols may come from another release (`weak-updates`): the kernel then compares the
 * build options alone, and the checksums. Source: same_magic() of kernel/module.
 */
export const misfitOf = ({ vermagic, symbols }: KernelModule, kernel: Kernel): string | undefined => {
  if (vermagic === undefined) return undefined;
  const [release, ...options] = words(vermagic);
  const [ownRelease = kernel.release, ...ownOptions] = words(kernel.vermagic ?? '');
  if (symbols.size === 0 && release !== ownRelease) return `it was built for kernel ${release}`;
  const differ = kernel.vermagic !== undefined && options.join(' ') !== ownOptions.join(' ');
  return differ
    ? `it was built with the options ‘${options.join(' ')}’, the kernel with ‘${ownOptions.join(' ')}’`
    : undefined;
};

const named = (names: readonly string[]): string => names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');

/**
 * Why a kernel refuses a module by its symbols, as a clause. A module that came with the kernel is not asked; neither
 * is anything said where the kernel's own list is not installed.
 */
export const symbolsAmiss = async (module: KernelModule, kernel: Kernel): Promise<string | undefined> => {
  if (module.symbols.size === 0 || !isForeign(module, kernel)) return undefined;
  const offered = await kernel.symbols();
  if (offered === undefined) return undefined;
  const asked = [...module.symbols];
  const absent = asked.filter(([name]) => !offered.has(name)).map(([name]) => name);
  // What another module offers that is no part of the kernel is not in the kernel's list.
  if (absent.length > 0 && module.depends.length === 0) return `the kernel has no ${named(absent)}`;
  const other = asked.filter(([name, sum]) => (offered.get(name) || sum) !== sum).map(([name]) => name);
  return other.length === 0 ? undefined : `it disagrees about the version of ${named(other)}`;
};

/** Whether the module was made apart from the kernel, so that it may not fit. */
export const isForeign = (module: KernelModule, { release }: Kernel): boolean =>
  !module.inTree || words(module.vermagic ?? '')[0] !== release;
