import { execFileSync } from 'node:child_process';
import type { Place } from './place.ts';

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

/** Makes the TAP of a place, with the host's address on it. What it returns takes it away. */
export const makeTap = ({ tap: name, host, mtu }: Place): (() => void) => {
  ip('tuntap', 'add', 'dev', name, 'mode', 'tap', 'vnet_hdr');
  const remove = () => {
    process.off('exit', remove);
    ip('link', 'delete', name);
  };
  process.once('exit', remove);
  try {
    ip('address', 'add', `${host}/24`, 'dev', name);
    ip('link', 'set', name, 'mtu', String(mtu), 'up');
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
};
