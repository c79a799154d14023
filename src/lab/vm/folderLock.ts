import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PackagesUnavailable } from './problems.ts';

/**
 * Runs `work` while no other process that asks for the same folder does.
 *
 * The lock is the kernel's own, held by a child that ends when its standard input does: so it is let go of however
 * this process dies, and waiting for it is waiting for an event.
 *
 * @throws PackagesUnavailable where the machine has no `flock`
 */
export const withFolderLock = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  const holder = spawn('flock', ['--exclusive', folder, 'sh', '-c', 'echo; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<never>((_, reject) => {
    const refuse = () =>
      reject(new PackagesUnavailable(`${folder} cannot be locked`, 'Is the cache writable, and flock installed?'));
    holder.once('error', refuse).once('exit', refuse);
  });
  // Its end is a failure only before the lock is held.
  ended.catch(() => {});
  holder.stdin.on('error', () => {});
  await Promise.race([once(holder.stdout, 'data'), ended]);
  try {
    return await work();
  } finally {
    holder.stdin.end();
  }
};
