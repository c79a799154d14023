import { posix } from 'node:path';
import type { Place } from '../observation.ts';
import { type Initramfs, readInitramfs } from './initramfs.ts';
import { isFileOf, type ModuleFile, readModuleFile } from './moduleFile.ts';
import type { RootTree } from './rootTree.ts';
import { readSymbolVersions } from './symbolVersions.ts';
import { unpackedBytes } from './unpack.ts';

/** An installed kernel, and what it has of the ena driver. */
export interface Kernel {
  readonly release: string;
  /** Its modules' folder, `/lib/modules/RELEASE`. */
  readonly folder: string;
  /** An image of it was seen, or a boot loader's entry for it. */
  readonly bootable: boolean;
  readonly builtin: Place | undefined;
  /** The file that modprobe loads; where it knows of none, one that lies there. */
  readonly module: ModuleFile | undefined;
  /** Whether `modules.dep` lists the module; undefined where there is no such list. */
  readonly indexed: boolean | undefined;
  /** The list's own place, to quote it. */
  readonly index: Place;
  /** `vermagic` of a module that came with the kernel. */
  readonly vermagic: string | undefined;
  /** Asks for what the kernel offers to modules; undefined where its `Module.symvers` is not installed. */
  readonly symbols: () => Promise<ReadonlyMap<string, number> | undefined>;
  readonly headers: boolean;
  /** Built to refuse modules without a signature, Secure Boot or not. */
  readonly forcesSignatures: boolean;
  readonly nvmeBuiltin: boolean;
  /** Undefined where the kernel has none, or it was not found. */
  readonly initramfs: () => Promise<Initramfs | undefined>;
}

/** Where distributions and dkms put it, the ones depmod prefers first. */
const usual = [
  'updates/dkms',
  'updates',
  'extra',
  'extra/ena',
  'weak-updates',
  'weak-updates/ena',
  'kernel/drivers/net/ethernet/amazon/ena',
  'kernel/drivers/amazon/net/ena',
];
const mostSymversBytes = 32 * 1024 * 1024;

/** Looks at one kernel. @param images where else than beside its modules its initramfs may lie: `/boot`, or what an entry names */
export const readKernel = async (
  tree: RootTree,
  folder: string,
  bootable: boolean,
  initrds: readonly string[],
): Promise<Kernel> => {
  const release = posix.basename(folder);
  const list = tree.lines(`${folder}/modules.dep`);
  const rows = list?.map((row) => row.split(':', 1)[0] ?? '').filter(Boolean);
  const at = rows?.findIndex((row) => isFileOf(row, 'ena')) ?? -1;
  const listed = rows?.[at] === undefined ? undefined : posix.resolve(folder, rows[at]);
  const path = listed !== undefined && tree.isFile(listed) ? listed : findModule(tree, folder);
  const sibling = rows?.find((row) => row.startsWith('kernel/') && !isFileOf(row, 'ena'));
  const readSibling = sibling === undefined ? undefined : await readModuleFile(tree, posix.resolve(folder, sibling));
  const builtin = findBuiltin(tree, folder);
  return {
    release,
    folder,
    bootable,
    builtin: builtin('ena', 'CONFIG_ENA_ETHERNET=y'),
    module: path === undefined ? undefined : await readModuleFile(tree, path),
    indexed: rows && path === listed && listed !== undefined,
    index: tree.place(
      `${folder}/modules.dep`,
      Math.max(at, 0) + 1,
      list?.[at] ?? `no ena.ko among ${rows?.length ?? 0} modules`,
    ),
    vermagic: readSibling?.content?.vermagic,
    symbols: () => readSymbols(tree, folder),
    headers: tree.isFile(`${folder}/build/Makefile`),
    forcesSignatures: builtin(undefined, 'CONFIG_MODULE_SIG_FORCE=y') !== undefined,
    nvmeBuiltin: builtin('nvme', 'CONFIG_BLK_DEV_NVME=y') !== undefined,
    initramfs: async () => {
      const image = [...initrds, ...initramfsPaths(release, folder)].find((file) => tree.isFile(file));
      return image === undefined ? undefined : readInitramfs(tree.stream(image));
    },
  };
};

/** Looks up what is part of a kernel, by the row of `modules.builtin` or the line of its configuration. */
const findBuiltin = (tree: RootTree, folder: string) => {
  const list = `${folder}/modules.builtin`;
  const config = [`/boot/config-${posix.basename(folder)}`, `${folder}/config`].find((path) => tree.isFile(path)) ?? '';
  const [modules, options] = [tree.lines(list) ?? [], tree.lines(config) ?? []];
  return (module: string | undefined, option: string): Place | undefined => {
    const at = module === undefined ? -1 : modules.findIndex((row) => isFileOf(row, module));
    if (at >= 0) return tree.place(list, at + 1, modules[at] ?? '');
    const set = options.indexOf(option);
    return set < 0 ? undefined : tree.place(config, set + 1, option);
  };
};

const initramfsPaths = (release: string, folder: string): readonly string[] => [
  ...[`initrd.img-${release}`, `initramfs-${release}.img`, `initrd-${release}`].map((name) => `/boot/${name}`),
  `${folder}/initrd`,
];

const findModule = (tree: RootTree, folder: string): string | undefined =>
  usual
    .flatMap((place) => tree.names(`${folder}/${place}`).map((name) => `${folder}/${place}/${name}`))
    .find((path) => isFileOf(path, 'ena') && tree.isFile(path));

const readSymbols = async (tree: RootTree, folder: string): Promise<ReadonlyMap<string, number> | undefined> => {
  const release = posix.basename(folder);
  const files = [
    `${folder}/build/Module.symvers`,
    `${folder}/symvers.gz`,
    `${folder}/symvers.xz`,
    `/boot/symvers-${release}.gz`,
  ];
  for (const file of files) {
    const packed = tree.bytes(file, mostSymversBytes);
    if (packed === undefined) continue;
    try {
      const symbols = readSymbolVersions(
        Buffer.from(await unpackedBytes(packed, mostSymversBytes))
          .toString('latin1')
          .split('\n'),
      );
      if (symbols.size > 0) return symbols;
    } catch {
      // Damaged: as good as not there.
    }
  }
  return undefined;
};
