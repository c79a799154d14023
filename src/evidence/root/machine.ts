import { type BootPlan, readBootPlan } from './boot/bootPlan.ts';
import { byVersion } from './boot/versionOrder.ts';
import { type Distribution, readDistribution } from './distribution.ts';
import { type DkmsPackage, readDkms } from './dkms.ts';
import { type Kernel, readKernel } from './kernel.ts';
import { type ModprobeRules, readModprobeRules } from './modprobeRules.ts';
import { type Network, readNetwork } from './network/network.ts';
import type { RootTree } from './rootTree.ts';
import { readSecureBoot } from './secureBoot.ts';

/** A machine that is to boot, as far as its files tell. */
export interface Machine {
  readonly distribution: Distribution;
  readonly boot: BootPlan;
  /** Release of the kernel that boots next; undefined where that cannot be told. */
  readonly next: string | undefined;
  readonly kernels: readonly Kernel[];
  readonly modprobe: ModprobeRules;
  readonly dkms: readonly DkmsPackage[];
  readonly network: Network;
  readonly secureBoot: boolean | undefined;
  /** MAC addresses of this machine; undefined where it does not run. */
  readonly macs: ReadonlySet<string> | undefined;
}

export interface LookOptions {
  /** The tree is this machine's own, which runs. */
  readonly live: boolean;
  /** What is known of Secure Boot where the tree cannot tell. */
  readonly secureBoot?: boolean;
}

/** More than any machine boots from; the newest are looked at. */
const mostKernels = 32;

/** Looks at the machine whose files these are. Never rejects. */
export const lookAtMachine = async (tree: RootTree, { live, secureBoot }: LookOptions): Promise<Machine> => {
  const boot = readBootPlan(tree);
  const installed = kernelFolders(tree);
  const releases = new Set([...installed.keys()]);
  const entries = boot.entries.map((entry) => ({ entry, release: releaseOf(tree, entry.kernelPath, releases) }));
  const next = boot.next && entries.find(({ entry }) => entry === boot.next)?.release;
  if (next !== undefined && !installed.has(next)) installed.set(next, `/lib/modules/${next}`);
  const images = imagesOf(tree);
  const kernels: Kernel[] = [];
  for (const [release, folder] of newest(installed, next)) {
    const own = entries.filter((one) => one.release === release);
    const hasImage = images.has(release) || imageNames.some((name) => tree.isFile(`${folder}/${name}`));
    const bootable = hasImage || own.length > 0 || (images.size === 0 && entries.length === 0);
    const initrds = (own.find(({ entry }) => entry === boot.next) ?? own[0])?.entry.initrdPaths ?? [];
    kernels.push(await readKernel(tree, folder, bootable, initrds.flatMap(onBootVolume)));
  }
  const enforced = secureBoot ?? (live ? readSecureBoot(tree) : undefined);
  return {
    distribution: readDistribution(tree),
    boot,
    next,
    kernels,
    modprobe: readModprobeRules(tree, 'ena'),
    dkms: readDkms(tree),
    network: readNetwork(tree),
    secureBoot: enforced,
    macs: live ? readMacs(tree) : undefined,
  };
};

const imageNames = ['vmlinuz', 'Image', 'Image.gz', 'vmlinux'];
const image = /^(?:vmlinu[xz]|kernel|[bz]*Image|linux)-(?!0-rescue)(\d.*?)(?:\.gz|\.efi)?$/;

/** Folders of modules by the release of their kernel. A folder without any list of modules is none. */
const kernelFolders = (tree: RootTree): Map<string, string> => {
  const above = ['/lib/modules', '/usr/lib/modules'].find((path) => tree.names(path).length > 0) ?? '/lib/modules';
  const isKernels = (folder: string) =>
    ['modules.order', 'modules.builtin', 'modules.dep'].some((list) => tree.isFile(`${folder}/${list}`));
  return new Map(
    tree.names(above).flatMap((name) => (isKernels(`${above}/${name}`) ? [[name, `${above}/${name}`]] : [])),
  );
};

const newest = (installed: ReadonlyMap<string, string>, next: string | undefined): readonly [string, string][] =>
  [...installed].sort(([a], [b]) => Number(b === next) - Number(a === next) || byVersion(b, a)).slice(0, mostKernels);

const imagesOf = (tree: RootTree): ReadonlySet<string> =>
  new Set(tree.names('/boot').flatMap((name) => image.exec(name)?.[1] ?? []));

/** A boot loader's path counts from the root of its own volume, which may be mounted as /boot or below. */
const onBootVolume = (path: string): readonly string[] =>
  ['/boot', '/efi', '/boot/efi', ''].map((volume) => `${volume}/${path}`);

/** Which kernel an entry's path stands for: by its file's name, links followed, or by the folder it lies in. */
const releaseOf = (tree: RootTree, path: string, installed: ReadonlySet<string>): string | undefined => {
  const real =
    onBootVolume(path)
      .map((each) => tree.resolve(each))
      .find((each) => each !== undefined) ?? path;
  const parts = real.split('/');
  return image.exec(parts.at(-1) ?? '')?.[1] ?? parts.findLast((part) => installed.has(part));
};

const readMacs = (tree: RootTree): ReadonlySet<string> =>
  new Set(
    tree
      .names('/sys/class/net')
      .filter((name) => tree.isFolder(`/sys/class/net/${name}/device`))
      .flatMap((name) => tree.lines(`/sys/class/net/${name}/address`)?.[0]?.toLowerCase() ?? []),
  );
