import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Apt, openApt, type Suite } from './apt.ts';
import type { Cache } from './cache.ts';
import { CommandFailed, runCommand } from './command.ts';
import { PackagesUnavailable } from './problems.ts';

/** Packages that are fetched and unpacked together. */
export interface PackageSet {
  /** Its folder in the cache. */
  readonly name: string;
  readonly suite: Suite;
  readonly packages: readonly string[];
  /** Of them and what they depend on, those that are needed here: much of a package is for installing it. */
  readonly needed: RegExp;
}

/** Told while fetching; `percent` is of the step. */
export type OnProgress = (progress: { readonly step: string; readonly percent: number }) => void;

/** `NAME=VERSION` of everything the set needs, as apt would install it on an empty system. */
const resolved = async (apt: Apt, set: PackageSet): Promise<string[]> => {
  const plan = await apt.get(set.suite, ['install', '--simulate', '--no-install-recommends', ...set.packages]);
  const installs = [...plan.matchAll(/^Inst (\S+) \((\S+) /gm)];
  return installs.flatMap(([, name = '', version]) => (set.needed.test(name) ? [`${name}=${version}`] : []));
};

const fetchInto = async (folder: string, aptFolder: string, set: PackageSet, onProgress: OnProgress): Promise<void> => {
  const told = (step: string) => (percent: number) => onProgress({ step: `${set.name}: ${step}`, percent });
  told('asking Debian')(0);
  const apt = await openApt(aptFolder);
  const wanted = await resolved(apt, set);
  const archives = join(folder, '.archives');
  await mkdir(archives);
  await apt.get(set.suite, ['download', ...wanted], { cwd: archives, onPercent: told('fetching') });
  const files = (await readdir(archives)).filter((file) => file.endsWith('.deb'));
  for (const [done, file] of files.entries()) {
    told('unpacking')((100 * done) / files.length);
    await runCommand('dpkg-deb', ['--extract', join(archives, file), folder]);
  }
  await rm(archives, { recursive: true });
  await writeFile(join(folder, 'packages.txt'), `${wanted.join('\n')}\n`);
};

const explained = (error: unknown, set: PackageSet): unknown => {
  if (!(error instanceof CommandFailed)) return error;
  return new PackagesUnavailable(
    `${set.name} cannot be fetched: ${error.message}`,
    error.isMissing
      ? 'The lab fetches on Debian only; elsewhere name QEMU with --qemu PATH and a kernel with --kernel PATH.'
      : 'What was fetched before can be used without a network.',
  );
};

/**
 * The folder in which the set's packages lie unpacked, fetched if the cache has them not. From then on no network is
 * needed.
 *
 * @throws PackagesUnavailable
 */
export const unpacked = async (cache: Cache, set: PackageSet, onProgress: OnProgress = () => {}): Promise<string> => {
  try {
    return await cache.folderOf(set.name, (folder) => fetchInto(folder, join(cache.folder, 'apt'), set, onProgress));
  } catch (error) {
    throw explained(error, set);
  }
};
