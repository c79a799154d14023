import type { Suite } from './apt.ts';
import type { PackageSet } from './packages.ts';

/** A kernel the lab fetches by a short name. */
export interface NamedKernel {
  /** What a command line calls it; its version begins so. */
  readonly name: string;
  readonly suite: Suite;
  /** Debian's package that depends on the newest build. `cloud` builds are small and have what EC2 has. */
  readonly package: 'linux-image-cloud-amd64' | 'linux-image-amd64';
}

/** Debian's oldstable, stable and newest, and a plain build, which has the drivers of QEMU's other adapters as well. */
export const namedKernels = [
  { name: '6.1', suite: 'bookworm', package: 'linux-image-cloud-amd64' },
  { name: '6.12', suite: 'trixie', package: 'linux-image-cloud-amd64' },
  { name: '7.3', suite: 'trixie-backports', package: 'linux-image-cloud-amd64' },
  { name: '6.1-plain', suite: 'bookworm', package: 'linux-image-amd64' },
] as const satisfies readonly NamedKernel[];

/** The row of that name. */
export const findKernel = (name: string): NamedKernel | undefined => namedKernels.find((row) => row.name === name);

/** The packages of a kernel: image, modules and their list, which newer releases ship apart. */
export const packagesOfKernel = ({ name, suite, package: image }: NamedKernel): PackageSet => ({
  name: `kernel-${name}`,
  suite,
  packages: [image],
  needed: /^linux-(base|binary|image|modules)-\d/,
});

/** QEMU with the libraries it needs. */
export const qemuPackages: PackageSet = {
  name: 'qemu',
  suite: 'trixie-backports',
  packages: ['qemu-system-x86'],
  needed: /^(lib|zlib|qemu-|seabios)/,
};

/** What runs inside a machine. */
export const toolPackages: PackageSet = {
  name: 'tools',
  suite: 'trixie',
  packages: ['busybox', 'ethtool', 'iperf3', 'iproute2', 'iputils-ping'],
  needed: /^(lib|zlib|busybox|ethtool|iperf3|iproute2|iputils)/,
};

/** The C++ library, which Node.js asks for and few other programs in a machine do. */
export const cppPackages: PackageSet = {
  name: 'cpp',
  suite: 'trixie',
  packages: ['libstdc++6'],
  needed: /^lib/,
};
