import type { Kernel } from '../../evidence/root/kernel.ts';
import type { Machine } from '../../evidence/root/machine.ts';
import { nextKernel, rootIsOnNetwork } from './initramfsRules.ts';
import { bootable } from './sighting.ts';
import { isForeign } from './vermagic.ts';

/** One question that the files of a machine may leave open: sentences where they do. */
type Limit = (machine: Machine) => readonly string[] | Promise<readonly string[]>;

const ofBootLoader: Limit = ({ boot, next, network }) => {
  if (boot.loader !== undefined)
    return next === undefined
      ? [`Which kernel ${boot.loader} boots next cannot be told: every installed kernel was judged as if it did.`]
      : [];
  const names = network.claims.some(({ by }) => by === 'name');
  return [
    'No configuration of a known boot loader was found (is /boot mounted?): every installed kernel was judged as if it booted next.',
    ...(names
      ? ['The kernel’s command line is not known, so neither is whether interfaces will be called eth0 or ens5.']
      : []),
  ];
};

const ofModule = async (kernel: Kernel): Promise<readonly string[]> => {
  const { module, release } = kernel;
  if (module?.unread !== undefined) return [`${module.path} was not looked into: ${module.unread}.`];
  if (module?.content === undefined || !isForeign(module.content, kernel) || module.content.symbols.size === 0)
    return [];
  if ((await kernel.symbols()) !== undefined) return [];
  return [
    `Whether the symbols of ${module.path} fit kernel ${release} was not checked: its Module.symvers is not installed (it comes with the kernel’s headers).`,
  ];
};

const ofModules: Limit = async (machine) => (await Promise.all(bootable(machine).map(ofModule))).flat();

const ofSecureBoot: Limit = (machine) => {
  const foreign = bootable(machine).flatMap(({ module }) =>
    module?.content?.inTree === false ? [module.content] : [],
  );
  if (foreign.length === 0 || machine.secureBoot === false) return [];
  if (machine.secureBoot)
    return ['Whether the key that signed the module is enrolled was not checked (`mokutil --list-enrolled`).'];
  return foreign.every(({ signed }) => signed)
    ? []
    : ['Whether Secure Boot is on cannot be seen here, and a module has no signature: say --secure-boot on or off.'];
};

const ofInitramfs: Limit = async (machine) => {
  if (!rootIsOnNetwork(machine)) return [];
  const initramfs = await nextKernel(machine)?.initramfs();
  if (initramfs === undefined) return ['The root file system is on the network, and the initramfs was not found.'];
  return initramfs.unseen === undefined ? [] : [`The initramfs was not looked into: ${initramfs.unseen}.`];
};

const limits: readonly Limit[] = [ofBootLoader, ofModules, ofSecureBoot, ofInitramfs];

/**
 * What the files of a machine leave open, in sentences.
 * @param refused paths that exist and could not be read
 */
export const listLimits = async (machine: Machine, refused: ReadonlySet<string>): Promise<readonly string[]> => {
  const open: string[] = [];
  if (machine.kernels.length > 0) for (const limit of limits) open.push(...(await limit(machine)));
  const [first] = refused;
  if (first === undefined) return open;
  const others = refused.size === 1 ? '' : ` and ${refused.size - 1} more`;
  return [...open, `${first}${others} may not be read by this user.`];
};
