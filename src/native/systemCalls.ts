import { getSystemErrorName } from 'node:util';
import { loadForeign } from './libc.ts';

/** The calls into C that a device needs to be served over a socket. They answer as C does: after -1, ask `errno`. */
export interface SystemCalls {
  socket(domain: number, type: number, protocol: number): number;
  bind(descriptor: number, address: Uint8Array, sizeBytes: number): number;
  listen(descriptor: number, backlog: number): number;
  connect(descriptor: number, address: Uint8Array, sizeBytes: number): number;
  accept4(descriptor: number, address: null, sizeBytes: null, flags: number): number;
  shutdown(descriptor: number, how: number): number;
  close(descriptor: number): number;
  recvmsg(descriptor: number, header: Uint8Array, flags: number): number;
  sendmsg(descriptor: number, header: Uint8Array, flags: number): number;
  send(descriptor: number, bytes: Uint8Array, lengthBytes: number, flags: number): number;
  read(descriptor: number, bytes: Uint8Array, lengthBytes: number): number;
  write(descriptor: number, bytes: Uint8Array, lengthBytes: number): number;
  fcntl(descriptor: number, command: number, argument: number): number;
  eventfd(initial: number, flags: number): number;
  memfd_create(name: string, flags: number): number;
  ftruncate(descriptor: number, sizeBytes: number): number;
  /** The address, all ones where it failed. */
  mmap(address: null, sizeBytes: number, access: number, flags: number, descriptor: number, offset: number): bigint;
  munmap(address: bigint, sizeBytes: number): number;
  ppoll(entries: Uint8Array, count: number, timeout: Uint8Array, signals: null): number;
  /** The same in another thread; -1 where it failed. */
  ppollAside(entries: Uint8Array, count: number, timeout: Uint8Array): Promise<number>;
  /** Of the last call; to be asked at once. */
  errno(): number;
  /** Where bytes made by `offHeap` lie, for as long as somebody holds them. */
  addressOf(bytes: Uint8Array): bigint;
  /** Memory at an address, as a buffer. Above 4 GiB it ends the process. */
  viewOf(address: bigint, sizeBytes: number): ArrayBuffer;
}

/** A call into the kernel failed. */
export class SystemCallFailed extends Error {
  readonly errno: number;

  constructor(what: string, errno: number) {
    super(`${what} (${getSystemErrorName(-errno)})`);
    this.name = 'SystemCallFailed';
    this.errno = errno;
  }
}

/**
 * Binds the calls.
 *
 * @throws NativeUnavailable where C cannot be called
 */
export const loadSystemCalls = async (): Promise<SystemCalls> => {
  const { bind, errno, addressOf, viewOf } = await loadForeign();
  const fcntl = bind('int fcntl(int, int, ...)');
  const mmap = bind('void *mmap(void *, size_t, int, int, int, long)');
  const ppoll = bind('int ppoll(void *, ulong, void *, void *)');
  return {
    socket: bind('int socket(int, int, int)'),
    bind: bind('int bind(int, const void *, uint)'),
    listen: bind('int listen(int, int)'),
    connect: bind('int connect(int, const void *, uint)'),
    accept4: bind('int accept4(int, void *, void *, int)'),
    shutdown: bind('int shutdown(int, int)'),
    close: bind('int close(int)'),
    recvmsg: bind('long recvmsg(int, void *, int)'),
    sendmsg: bind('long sendmsg(int, const void *, int)'),
    send: bind('long send(int, const void *, size_t, int)'),
    read: bind('long read(int, void *, size_t)'),
    write: bind('long write(int, const void *, size_t)'),
    fcntl: (descriptor, command, argument) => fcntl(descriptor, command, 'int', argument),
    eventfd: bind('int eventfd(uint, int)'),
    memfd_create: bind('int memfd_create(const char *, uint)'),
    ftruncate: bind('int ftruncate(int, long)'),
    mmap: (...given) => addressOf(mmap(...given)),
    munmap: bind('int munmap(void *, size_t)'),
    ppoll,
    ppollAside: (entries, count, timeout) =>
      new Promise((resolve, reject) => {
        ppoll.async(entries, count, timeout, null, (error: Error | null, ready: number) =>
          error === null ? resolve(ready) : reject(error),
        );
      }),
    errno,
    addressOf,
    viewOf,
  };
};
