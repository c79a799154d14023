import { lstatSync, unlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { offHeap } from './libc.ts';
import { SystemCallFailed, type SystemCalls } from './systemCalls.ts';

/** sys/socket.h */
const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4_000;
const SOCK_CLOEXEC = 0o2_000_000;
const SHUT_RDWR = 2;
/** `struct sockaddr_un`: the family, then the path with the NUL that ends it. */
const sockaddr = { sizeBytes: 110, pathBytes: 108 } as const;

const addressOfPath = (path: string): Uint8Array => {
  const name = Buffer.from(path);
  if (name.length === 0 || name.length >= sockaddr.pathBytes) {
    throw new RangeError(`a socket's path has 1 to ${sockaddr.pathBytes - 1} bytes, not ${name.length}`);
  }
  const address = offHeap(sockaddr.sizeBytes);
  address[0] = AF_UNIX;
  address.set(name, 2);
  return address;
};

const openSocket = (calls: SystemCalls, flags = 0): number => {
  const descriptor = calls.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
  if (descriptor < 0) throw new SystemCallFailed('no socket', calls.errno());
  return descriptor;
};

/** Whether somebody listens there. Full of knocks, a socket answers EAGAIN to one more. */
const isServed = (calls: SystemCalls, address: Uint8Array): boolean => {
  const descriptor = openSocket(calls, SOCK_NONBLOCK);
  const refused = calls.connect(descriptor, address, sockaddr.sizeBytes) < 0 ? calls.errno() : 0;
  calls.close(descriptor);
  return refused === 0 || refused === constants.errno.EAGAIN;
};

/** A UNIX socket on which clients knock. */
export class UnixListener {
  readonly path: string;
  readonly descriptor: number;
  readonly #calls: SystemCalls;

  /**
   * Takes the place of a socket that was left there by a server that is gone, and of nothing else.
   *
   * @throws RangeError where the path is too long
   * @throws SystemCallFailed where nothing can be bound there, `EADDRINUSE` where something else is or somebody listens
   */
  constructor(calls: SystemCalls, path: string) {
    this.#calls = calls;
    this.path = path;
    const address = addressOfPath(path);
    if (isServed(calls, address)) throw new SystemCallFailed(`cannot listen on ${path}`, constants.errno.EADDRINUSE);
    this.descriptor = openSocket(calls);
    this.#unlink();
    if (calls.bind(this.descriptor, address, sockaddr.sizeBytes) < 0 || calls.listen(this.descriptor, 8) < 0) {
      const errno = calls.errno();
      calls.close(this.descriptor);
      throw new SystemCallFailed(`cannot listen on ${path}`, errno);
    }
  }

  /** The descriptor of a client that knocked; undefined where it went away again. Waits where none did. */
  accept(): number | undefined {
    const descriptor = this.#calls.accept4(this.descriptor, null, null, SOCK_CLOEXEC);
    return descriptor < 0 ? undefined : descriptor;
  }

  close(): void {
    this.#calls.close(this.descriptor);
    this.#unlink();
  }

  #unlink(): void {
    try {
      if (lstatSync(this.path).isSocket()) unlinkSync(this.path);
    } catch {
      // Nothing there, which is what was wanted; or what is there cannot go, and `bind` will say so.
    }
  }
}

/**
 * The descriptor of a connection to a listening socket.
 *
 * @throws SystemCallFailed
 */
export const connectUnix = (calls: SystemCalls, path: string): number => {
  const address = addressOfPath(path);
  const descriptor = openSocket(calls);
  if (calls.connect(descriptor, address, sockaddr.sizeBytes) < 0) {
    const errno = calls.errno();
    calls.close(descriptor);
    throw new SystemCallFailed(`cannot connect to ${path}`, errno);
  }
  return descriptor;
};

/** Ends a connection for both sides: whoever waits on it is woken. The descriptor stays open. */
export const hangUp = (calls: SystemCalls, descriptor: number): void => void calls.shutdown(descriptor, SHUT_RDWR);
