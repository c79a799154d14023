import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };

const run = promisify(execFile);
const modules = join(dirname(dirname(import.meta.dirname)), 'node_modules');

export const architectures = ['x64', 'arm64'] as const;
export type Architecture = (typeof architectures)[number];

/** Paths of what an executable is made from that is machine code. */
export interface PlatformFiles {
  readonly node: string;
  readonly koffi: string;
}

const koffiPackages = { x64: '@koromix/koffi-linux-x64', arm64: '@koromix/koffi-linux-arm64' } as const;

/** Fetches a package into a folder of its own: one of another architecture is not installed. */
const fetched = async (name: string, version: string, folder: string): Promise<string> => {
  const into = join(folder, name);
  await run('npm', ['install', '--prefix', into, '--force', '--ignore-scripts', '--no-save', `${name}@${version}`]);
  return join(into, 'node_modules', name);
};

/**
 * Node.js and koffi for a machine, in the versions that are tested here.
 *
 * @param folder where to put what must be fetched
 */
export const platformFiles = async (architecture: Architecture, folder: string): Promise<PlatformFiles> => {
  const koffi = koffiPackages[architecture];
  const binary = `linux_${architecture}/koffi.node`;
  if (architecture === process.arch) return { node: process.execPath, koffi: join(modules, koffi, binary) };
  const [node, fetchedKoffi] = await Promise.all([
    fetched(`node-linux-${architecture}`, manifest.devDependencies.node, folder),
    fetched(koffi, manifest.dependencies.koffi, folder),
  ]);
  return { node: join(node, 'bin/node'), koffi: join(fetchedKoffi, binary) };
};
