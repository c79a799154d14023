import type { Place } from '../observation.ts';
import { readDkmsConf } from './dkmsConf.ts';
import type { RootTree } from './rootTree.ts';

/** A driver that dkms builds: its name, its release and what became of it. */
export interface DkmsPackage {
  readonly name: string;
  readonly version: string;
  /** Its `dkms.conf`; absent where the sources are gone. */
  readonly conf: ReadonlyMap<string, string> | undefined;
  readonly place: Place;
  /** Kernels it was built for. */
  readonly built: readonly string[];
  /** Kernels it is installed for. */
  readonly installed: readonly string[];
  /** dkms knows of it; otherwise only its sources lie there. */
  readonly added: boolean;
}

const treeFolder = '/var/lib/dkms';
const sourceFolder = '/usr/src';
/** What Amazon's sources are called: the page adds them to dkms as `amzn-drivers`, packages as `ena`. */
const called = /^(?:ena|amzn-drivers|ena-driver|ena-dkms)$/;
const sourcesCalled = /^(ena|amzn-drivers|ena-driver|ena-dkms)-(\d[\w.+~-]*)$/;
const ownFolders = new Set(['build', 'source', 'original_module']);

/** The releases of the ena driver that dkms has, or could be given. */
export const readDkms = (tree: RootTree): readonly DkmsPackage[] => {
  const added = tree
    .names(treeFolder)
    .filter((name) => called.test(name))
    .flatMap((name) => versionsOf(tree, name).map((version) => packageOf(tree, name, version, true)));
  const isAdded = (name: string, version: string) => added.some((one) => one.name === name && one.version === version);
  const sources = tree
    .names(sourceFolder)
    .flatMap((folder) => {
      const [, name, version] = sourcesCalled.exec(folder) ?? [];
      return name !== undefined && version !== undefined && !isAdded(name, version) ? [{ name, version }] : [];
    })
    // Amazon's sources built by hand lie there as well; dkms.conf is what asks for dkms.
    .filter(({ name, version }) => tree.isFile(`${sourceFolder}/${name}-${version}/dkms.conf`))
    .map(({ name, version }) => packageOf(tree, name, version, false));
  return [...added, ...sources];
};

const versionsOf = (tree: RootTree, name: string): readonly string[] =>
  tree.names(`${treeFolder}/${name}`).filter((version) => {
    // `kernel-6.1.0-x86_64` is a link to what is installed for a kernel.
    return (
      !version.startsWith('kernel-') && !ownFolders.has(version) && tree.isFolder(`${treeFolder}/${name}/${version}`)
    );
  });

const packageOf = (tree: RootTree, name: string, version: string, added: boolean): DkmsPackage => {
  const folder = `${treeFolder}/${name}/${version}`;
  const conf = `${sourceFolder}/${name}-${version}/dkms.conf`;
  const path = tree.isFile(`${folder}/source/dkms.conf`) ? `${folder}/source/dkms.conf` : conf;
  const lines = tree.lines(path);
  const kernels = added ? tree.names(folder).filter((kernel) => !ownFolders.has(kernel)) : [];
  const built = kernels.filter((kernel) => archesOf(tree, `${folder}/${kernel}`).length > 0);
  const isInstalled = (kernel: string) =>
    archesOf(tree, `${folder}/${kernel}`).some(
      (arch) =>
        tree.resolve(`${treeFolder}/${name}/kernel-${kernel}-${arch}`) === tree.resolve(`${folder}/${kernel}/${arch}`),
    );
  return {
    name,
    version,
    conf: lines && readDkmsConf(lines),
    place: tree.place(lines ? path : folder, 1, lines?.[0] ?? `${name} ${version}`),
    built,
    installed: built.filter(isInstalled),
    added,
  };
};

const archesOf = (tree: RootTree, folder: string): readonly string[] =>
  tree
    .names(folder)
    .filter((arch) => tree.names(`${folder}/${arch}/module`).some((file) => /^ena\.ko(?:\.\w{1,4})?$/.test(file)));
