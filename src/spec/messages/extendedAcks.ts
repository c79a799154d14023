import { messages } from './index.ts';

/**
 * What the driver answers to a tool over netlink. It is never in the kernel's log: `ip`, `devlink`, `ethtool`, libbpf and
 * whatever calls them print it, behind `ena: ` and words of their own.
 */
export const extendedAcks = messages.filter(({ note }) => note?.startsWith('Handed to the calling tool as a netlink'));
