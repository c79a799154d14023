import { execFileSync } from 'node:child_process';

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

/** Makes a TAP with an address of this host on it. What it returns takes it away. */
export const makeTap = (name: string, address: string): (() => void) => {
  ip('tuntap', 'add', 'dev', name, 'mode', 'tap', 'vnet_hdr');
  const remove = () => {
    process.off('exit', remove);
    ip('link', 'delete', name);
  };
  process.once('exit', remove);
  try {
    ip('address', 'add', `${address}/24`, 'dev', name);
    ip('link', 'set', name, 'up');
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
};
