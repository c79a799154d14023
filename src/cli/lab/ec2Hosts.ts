import { existsSync } from 'node:fs';
import type { Ec2Options } from '../../lab/ec2/startEc2.ts';
import { findKernel, namedKernels } from '../../lab/vm/kernels.ts';
import { BadValue } from '../errors.ts';
import type { Shell } from '../shell.ts';
import type { Ec2Values } from './ec2.ts';

/** What an endpoint is told of its hosts. */
export type HostOptions = Pick<Ec2Options, 'hosts' | 'timings' | 'pulseMs' | 'preset'>;

const usualKernel = '6.12';
const wanted = `simulated, vm, or vm:KERNEL with one of ${namedKernels.map(({ name }) => name).join(', ')} or the path of a kernel’s image`;

/** The kernel of hosts that are to be virtual machines; undefined where they are simulated. @throws BadValue */
const kernelOf = (words: string): string | undefined => {
  if (words === 'simulated') return undefined;
  const named = words === 'vm' ? usualKernel : /^vm:(.+)/.exec(words)?.[1];
  if (named !== undefined && (findKernel(named) !== undefined || existsSync(named))) return named;
  throw new BadValue('--hosts', words, wanted);
};

/**
 * The hosts that a command line asks for. Those in QEMU take half a minute each where nobody has KVM, hence one story
 * to begin with instead of all.
 *
 * @throws BadValue, VmTrouble
 */
export const hostOptions = async ({ hosts = 'simulated' }: Ec2Values, shell: Shell): Promise<HostOptions> => {
  const kernel = kernelOf(hosts);
  if (kernel === undefined) return {};
  const { virtualHosts } = await import('./virtualHosts.ts');
  return { preset: ['kernel-updated'], ...(await virtualHosts(kernel, shell)) };
};
