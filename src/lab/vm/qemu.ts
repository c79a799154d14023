import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Cache } from './cache.ts';
import { runCommand } from './command.ts';
import { qemuPackages } from './kernels.ts';
import { type OnProgress, unpacked } from './packages.ts';
import { QemuMissing } from './problems.ts';

/** A QEMU that can be given adapters, and how it is started. */
export interface Qemu {
  readonly program: string;
  /** What stands before its own arguments. */
  readonly first: readonly string[];
  /** Such as `11.1.3`. */
  readonly version: string;
}

const name = 'qemu-system-x86_64';
const oldest = [10, 1] as const;

const isNewEnough = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
};

/** Asks a QEMU what it is. @throws QemuMissing where it cannot be used */
export const examineQemu = async (program: string, first: readonly string[] = []): Promise<Qemu> => {
  const ask = (...args: string[]) =>
    runCommand(program, [...first, ...args]).catch((error: Error) => {
      throw new QemuMissing(`${program} cannot be used: ${error.message}`);
    });
  const [, version] = /version (\d+\.\d+(?:\.\d+)?)/.exec(await ask('--version')) ?? [];
  if (version === undefined) throw new QemuMissing(`${program} is not QEMU`);
  if (!isNewEnough(version)) throw new QemuMissing(`${program} is QEMU ${version}, and ${oldest.join('.')} is needed`);
  if (!(await ask('-device', 'help')).includes('"vfio-user-pci"'))
    throw new QemuMissing(`${program} was built without vfio-user-pci`);
  return { program, first, version };
};

const installed = async (path: string): Promise<Qemu | undefined> => {
  for (const folder of path.split(delimiter)) {
    const program = join(folder, name);
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return await examineQemu(program).catch(() => undefined);
  }
  return undefined;
};

/** Debian's QEMU, run by the loader and with the libraries that came with it, as this computer's may be older. */
const fetched = async (cache: Cache, onProgress?: OnProgress): Promise<Qemu> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new QemuMissing(
      `QEMU can be fetched for Linux on x86-64 only, and this is ${process.platform} ${process.arch}`,
    );
  const root = await unpacked(cache, qemuPackages, onProgress);
  const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
  const loader = join(libraries, 'ld-linux-x86-64.so.2');
  const data = ['qemu', 'seabios'].flatMap((folder) => ['-L', join(root, 'usr/share', folder)]);
  return await examineQemu(loader, ['--library-path', libraries, join(root, 'usr/bin', name), ...data]);
};

/**
 * The QEMU to use: the one named, else the computer's if it is new enough, else Debian's from the cache.
 *
 * @param path the variable `PATH`
 * @throws QemuMissing, PackagesUnavailable
 */
export const findQemu = async (
  cache: Cache,
  { named, path, onProgress }: { named?: string; path?: string; onProgress?: OnProgress } = {},
): Promise<Qemu> =>
  named === undefined
    ? ((await installed(path ?? '')) ?? (await fetched(cache, onProgress)))
    : await examineQemu(named);
