import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bareKernel } from './bareKernel.ts';
import type { Cache } from './cache.ts';
import { type NamedKernel, packagesOfKernel } from './kernels.ts';
import { type OnProgress, unpacked } from './packages.ts';
import { KernelUnusable } from './problems.ts';

/** A kernel that can be booted. */
export interface Kernel {
  /** Path of its image: `vmlinuz`, or `vmlinux` with an entry for PVH. */
  readonly image: string;
  /** As `uname -r` says: `6.1.0-50-cloud-amd64`. */
  readonly release: string;
  /** Folder of its modules; it need not exist. */
  readonly modules: string;
}

/** Offsets of an x86 boot image. Source: Documentation/arch/x86/boot.rst of Linux. */
const image = { signatureAt: 0x202, signature: 'HdrS', versionPointerAt: 0x20e, versionBase: 0x200 } as const;
const versionBytes = 256;

/** The release an x86 boot image names, `undefined` where it is no such image. */
export const releaseOf = (bytes: Uint8Array): string | undefined => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.length < image.versionPointerAt + 2) return undefined;
  if (head.toString('latin1', image.signatureAt, image.signatureAt + 4) !== image.signature) return undefined;
  const at = head.readUInt16LE(image.versionPointerAt) + image.versionBase;
  return /^[\w.+~-]+/.exec(head.toString('latin1', at, at + versionBytes))?.[0];
};

/** A kernel by its image; its modules are looked for where Linux systems have them. @throws KernelUnusable */
export const kernelAt = async (path: string): Promise<Kernel> => {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new KernelUnusable(`${path} cannot be read: ${error.message}`);
  });
  const release = releaseOf(bytes);
  if (release === undefined) throw new KernelUnusable(`${path} is not a kernel image for x86 (bzImage)`);
  const root = dirname(dirname(path));
  const candidates = [dirname(path), join(root, 'lib/modules', release), join(root, 'usr/lib/modules', release)];
  for (const modules of candidates) {
    const isThere = await stat(join(modules, 'kernel')).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isThere) return { image: path, release, modules };
  }
  return { image: path, release, modules: candidates[1]! };
};

const entriesOf = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Debian puts the image into `boot`, since Linux 6.17 beside the modules. */
const imageIn = async (root: string): Promise<string> => {
  const images = (await entriesOf(join(root, 'boot'))).filter((entry) => entry.startsWith('vmlinuz'));
  const releases = await entriesOf(join(root, 'usr/lib/modules'));
  return images[0] === undefined
    ? join(root, 'usr/lib/modules', releases[0] ?? '', 'vmlinuz')
    : join(root, 'boot', images[0]);
};

/** A kernel of Debian, fetched if need be. @throws PackagesUnavailable, KernelUnusable */
export const namedKernel = async (cache: Cache, row: NamedKernel, onProgress?: OnProgress): Promise<Kernel> => {
  const kernel = await kernelAt(await imageIn(await unpacked(cache, packagesOfKernel(row), onProgress)));
  const wanted = row.name.replace(/-plain$/, '');
  if (kernel.release.startsWith(`${wanted}.`)) return await bareKernel(cache, kernel);
  throw new KernelUnusable(`${row.suite} has Linux ${kernel.release} by now, not ${wanted}`);
};
