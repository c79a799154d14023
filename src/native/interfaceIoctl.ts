import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import { type Libc, NativeUnavailable, offHeap } from './libc.ts';

/** Asks the driver of a network interface. */
export interface InterfaceIoctl {
  /**
   * The driver reads the request out of `data` and answers into it. 0, or the errno of its refusal. It may take as long as
   * the driver is being reset: the kernel lets one at a time in, and nobody can give up.
   */
  ask(interfaceName: string, data: Uint8Array): Promise<number>;
  close(): void;
}

/** `struct ifreq` (uapi/linux/if.h): the name, NUL-terminated, then a pointer to the data. */
const ifreq = { sizeBytes: 40, nameBytes: 16, pointerOffset: 16 } as const;
/** uapi/linux/sockios.h */
const SIOCETHTOOL = 0x8946;
/** bits/socket.h: the kernel takes the request on any socket; this is the one that ethtool(8) opens. */
const AF_INET = 2;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2_000_000;

/**
 * Opens the socket over which `SIOCETHTOOL` requests go.
 *
 * @throws NativeUnavailable where even a socket is refused, as in some sandboxes
 */
export const openEthtoolIoctl = (libc: Libc): InterfaceIoctl => {
  const descriptor = libc.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) throw new NativeUnavailable(`no socket for ioctls (${getSystemErrorName(-libc.errno())})`);
  /** What the kernel works on meanwhile: of that the garbage collector knows nothing. */
  const held = new Set<readonly Uint8Array[]>();
  return {
    ask: async (interfaceName, data) => {
      const name = Buffer.from(interfaceName);
      // No interface has such a name; the kernel would cut it and answer for another one.
      if (name.length === 0 || name.length >= ifreq.nameBytes || name.includes(0)) return constants.errno.ENODEV;
      const request = offHeap(ifreq.sizeBytes);
      request.set(name);
      new DataView(request.buffer).setBigUint64(ifreq.pointerOffset, libc.addressOf(data), true);
      const inUse = [request, data];
      held.add(inUse);
      const errno = await libc.ioctlAside(descriptor, SIOCETHTOOL, request);
      held.delete(inUse);
      return errno;
    },
    close: () => void libc.close(descriptor),
  };
};
