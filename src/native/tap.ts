import { constants } from 'node:os';
import { loadForeign, offHeap } from './libc.ts';

const { EAGAIN, EINTR } = constants.errno;

/** `struct virtio_net_hdr` in front of each frame: both ends tell the other of sums and segments left to do. */
export const tapHeaderBytes = 10;

/** linux/if_tun.h: the name asked for, and the flags, which the kernel answers with the name it gave. */
const ifreq = { sizeBytes: 40, nameBytes: 16, flagsOffset: 16 } as const;
const TUNSETIFF = 0x4004_54ca;
const TUNSETOFFLOAD = 0x4004_54d0;
const TUNSETVNETHDRSZ = 0x4004_54d8;
const IFF_TAP = 0x0002;
const IFF_NO_PI = 0x1000;
const IFF_VNET_HDR = 0x4000;
/** TUN_F_CSUM, TSO4, TSO6, TSO_ECN: what this end takes undone. UDP's segments are left to the kernel. */
const offloads = 0x01 | 0x02 | 0x04 | 0x08;
/** linux/sockios.h and linux/if.h. */
const SIOCGIFFLAGS = 0x8913;
const SIOCSIFFLAGS = 0x8914;
const IFF_UP = 1;
/** bits/fcntl.h and bits/socket.h. */
const O_RDWR = 2;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2_000_000;
const AF_INET = 2;
const SOCK_DGRAM = 2;
/** `struct iovec`: an address and a length, 64 bits each. */
const iovecWords = 4;

/** The kernel would not give the TAP. */
export class TapRefused extends Error {
  /** A row of `os.constants.errno`. */
  readonly errno: number;
  readonly step: 'open' | 'attach' | 'set-up';

  constructor(step: TapRefused['step'], errno: number) {
    super(`errno ${errno} at the step: ${step}`);
    this.name = 'TapRefused';
    this.step = step;
    this.errno = errno;
  }
}

/** A TAP device: an Ethernet interface of the host whose cable is a descriptor. */
export interface Tap {
  /** As the kernel calls the interface. */
  readonly name: string;
  /** Never blocks; readable while frames wait. */
  readonly descriptor: number;
  /**
   * Takes the next frame, header first, into `target` from `at` on. Its length; 0 where none waits, or -errno.
   * `target` must be the same each time, or the call has to look its address up again.
   */
  read(target: Uint8Array, at: number): number;
  /** Gives a frame with its header. 0, or the errno: a frame is taken whole or not at all. */
  write(header: Uint8Array, bytes: Uint8Array, at: number, lengthBytes: number): number;
  close(): void;
}

/**
 * Opens a TAP with headers and offloads. An interface of that name is joined, otherwise made, to vanish at the end; without a
 * name the kernel chooses one. It is put up where that is allowed.
 *
 * @throws TapRefused, NativeUnavailable
 */
export const openTap = async (name = ''): Promise<Tap> => {
  const c = await loadCalls();
  const descriptor = c.open('/dev/net/tun', O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) throw new TapRefused('open', c.errno());
  const request = offHeap(ifreq.sizeBytes);
  request.set(Buffer.from(name).subarray(0, ifreq.nameBytes - 1));
  new DataView(request.buffer).setUint16(ifreq.flagsOffset, IFF_TAP | IFF_NO_PI | IFF_VNET_HDR, true);
  const headerSize = Uint32Array.of(tapHeaderBytes);
  const isRefused =
    c.ioctl(descriptor, TUNSETIFF, request) < 0 ||
    c.ioctl(descriptor, TUNSETVNETHDRSZ, new Uint8Array(headerSize.buffer)) < 0 ||
    c.ioctlNumber(descriptor, TUNSETOFFLOAD, offloads) < 0;
  if (isRefused) {
    const errno = c.errno();
    c.close(descriptor);
    throw new TapRefused('attach', errno);
  }
  putUp(c, request);
  return tapAt(c, descriptor, Buffer.from(request.subarray(0, request.indexOf(0))).toString());
};

/** Who may not do it finds the interface as its owner set it. */
const putUp = (c: Calls, request: Uint8Array): void => {
  const socket = c.socket(AF_INET, SOCK_DGRAM, 0);
  if (socket < 0) return;
  const view = new DataView(request.buffer);
  if (c.ioctl(socket, SIOCGIFFLAGS, request) === 0) {
    view.setUint16(ifreq.flagsOffset, view.getUint16(ifreq.flagsOffset, true) | IFF_UP, true);
    c.ioctl(socket, SIOCSIFFLAGS, request);
  }
  c.close(socket);
};

const tapAt = (c: Calls, descriptor: number, name: string): Tap => {
  const vector = new BigUint64Array(iovecWords);
  const vectorAddress = c.addressOf(vector);
  // Numbers are stored by halves, for a BigInt would cost an object.
  const halves = new Uint32Array(vector.buffer);
  const [inbox, headers, frames] = [new Known(c), new Known(c), new Known(c)];
  const setVector = (entry: number, address: number, lengthBytes: number): void => {
    halves[entry * 4] = address;
    halves[entry * 4 + 1] = address / 2 ** 32;
    halves[entry * 4 + 2] = lengthBytes;
  };
  return {
    name,
    descriptor,
    read: (target, at) => {
      const count = c.read(descriptor, inbox.addressOf(target) + at, target.length - at);
      if (count >= 0) return count;
      const errno = c.errno();
      return errno === EAGAIN || errno === EINTR ? 0 : -errno;
    },
    write: (header, bytes, at, lengthBytes) => {
      setVector(0, headers.addressOf(header), header.length);
      setVector(1, frames.addressOf(bytes) + at, lengthBytes);
      return c.writev(descriptor, vectorAddress, 2) < 0 ? c.errno() : 0;
    },
    close: () => void c.close(descriptor),
  };
};

/** Memory that is asked for again and again: its address is looked up when another comes. */
class Known {
  readonly #c: Calls;
  #bytes: Uint8Array | undefined;
  #address = 0;

  constructor(c: Calls) {
    this.#c = c;
  }

  addressOf(bytes: Uint8Array): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#address = this.#c.addressOf(bytes);
    }
    return this.#address;
  }
}

/** The calls into C. Addresses are plain numbers: user space ends at 2^47. */
interface Calls {
  open(path: string, flags: number): number;
  close(descriptor: number): number;
  socket(domain: number, type: number, protocol: number): number;
  ioctl(descriptor: number, request: number, argument: Uint8Array): number;
  ioctlNumber(descriptor: number, request: number, argument: number): number;
  read(descriptor: number, address: number, sizeBytes: number): number;
  writev(descriptor: number, vectorAddress: number, count: number): number;
  errno(): number;
  addressOf(bytes: ArrayBufferView): number;
}

const loadCalls = async (): Promise<Calls> => {
  const { bind, errno, addressOf } = await loadForeign();
  const ioctl = bind('int ioctl(int, ulong, ...)');
  return {
    open: bind('int open(const char *, int)'),
    close: bind('int close(int)'),
    socket: bind('int socket(int, int, int)'),
    ioctl: (descriptor, request, argument) => ioctl(descriptor, request, 'void *', argument),
    ioctlNumber: (descriptor, request, argument) => ioctl(descriptor, request, 'ulong', argument),
    read: bind('long read(int, uintptr_t, size_t)'),
    writev: bind('long writev(int, uintptr_t, int)'),
    errno,
    addressOf: (bytes) => Number(addressOf(bytes)),
  };
};
