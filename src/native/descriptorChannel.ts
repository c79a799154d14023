import { constants } from 'node:os';
import { offHeap } from './libc.ts';
import type { SystemCalls } from './systemCalls.ts';

/** sys/socket.h */
const MSG_CTRUNC = 0x08;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const MSG_CMSG_CLOEXEC = 0x4000_0000;
const SOL_SOCKET = 1;
const SCM_RIGHTS = 1;

/** `struct msghdr`, `struct iovec` and `struct cmsghdr` of 64-bit Linux. */
const msghdr = { sizeBytes: 56, iov: 16, iovCount: 24, control: 32, controlLength: 40, flags: 48 } as const;
const iovec = { sizeBytes: 16, base: 0, length: 8 } as const;
const cmsghdr = { sizeBytes: 16, length: 0, level: 8, type: 12 } as const;

/** Most descriptors taken with one read. What is beyond the kernel keeps, so nothing leaks. */
export const mostDescriptors = 32;
const controlBytes = cmsghdr.sizeBytes + 4 * mostDescriptors;

/** Nothing to read, or no room to write, at present. */
export const wouldBlock = -constants.errno.EAGAIN;

const two32 = 2 ** 32;
/** Addresses are below 2^47, so a number holds them and no BigInt is made. */
const putWide = (view: DataView, at: number, value: number): void => {
  view.setUint32(at, value, true);
  view.setUint32(at + 4, value / two32, true);
};

/** A connected UNIX socket that carries bytes, and descriptors beside them. Never waits. */
export class DescriptorChannel {
  readonly descriptor: number;
  /** The last read brought more descriptors than are taken. */
  wasTruncated = false;
  readonly #calls: SystemCalls;
  readonly #header = offHeap(msghdr.sizeBytes);
  readonly #headerView = new DataView(this.#header.buffer);
  readonly #iov = offHeap(iovec.sizeBytes);
  readonly #iovView = new DataView(this.#iov.buffer);
  readonly #control = offHeap(controlBytes);
  readonly #controlView = new DataView(this.#control.buffer);
  #target: ArrayBufferLike | undefined;
  #targetAddress = 0;

  constructor(calls: SystemCalls, descriptor: number) {
    this.#calls = calls;
    this.descriptor = descriptor;
    putWide(this.#headerView, msghdr.iov, Number(calls.addressOf(this.#iov)));
    putWide(this.#headerView, msghdr.iovCount, 1);
  }

  /**
   * Reads what is there into `target`, which `offHeap` made, from byte `at` on, and appends the descriptors that came.
   *
   * @returns how many bytes; 0 when the other side is gone; `wouldBlock` or another negative errno
   */
  receive(target: Uint8Array, at: number, descriptors: number[]): number {
    if (this.#target !== target.buffer) {
      this.#target = target.buffer;
      this.#targetAddress = Number(this.#calls.addressOf(target));
    }
    this.#aim(this.#targetAddress + at, target.length - at, controlBytes);
    this.#headerView.setInt32(msghdr.flags, 0, true);
    const count = Number(this.#calls.recvmsg(this.descriptor, this.#header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC));
    if (count < 0) return -this.#calls.errno();
    this.wasTruncated = (this.#headerView.getInt32(msghdr.flags, true) & MSG_CTRUNC) !== 0;
    this.#takeDescriptors(this.#headerView.getUint32(msghdr.controlLength, true), descriptors);
    return count;
  }

  /**
   * Sends the first bytes, with descriptors or without.
   *
   * @returns how many bytes went; `wouldBlock` or another negative errno
   */
  send(bytes: Uint8Array, lengthBytes: number, descriptors: readonly number[] = []): number {
    const flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    const calls = this.#calls;
    if (descriptors.length === 0) {
      const count = Number(calls.send(this.descriptor, bytes, lengthBytes, flags));
      return count < 0 ? -calls.errno() : count;
    }
    if (descriptors.length > mostDescriptors) throw new RangeError(`${descriptors.length} descriptors in one message`);
    const length = cmsghdr.sizeBytes + 4 * descriptors.length;
    putWide(this.#controlView, cmsghdr.length, length);
    this.#controlView.setInt32(cmsghdr.level, SOL_SOCKET, true);
    this.#controlView.setInt32(cmsghdr.type, SCM_RIGHTS, true);
    for (const [i, descriptor] of descriptors.entries()) {
      this.#controlView.setInt32(cmsghdr.sizeBytes + 4 * i, descriptor, true);
    }
    this.#target = undefined;
    this.#aim(Number(calls.addressOf(bytes)), lengthBytes, (length + 7) & ~7);
    const count = Number(calls.sendmsg(this.descriptor, this.#header, flags));
    return count < 0 ? -calls.errno() : count;
  }

  close(): void {
    this.#calls.close(this.descriptor);
  }

  #aim(address: number, lengthBytes: number, controlLength: number): void {
    putWide(this.#iovView, iovec.base, address);
    putWide(this.#iovView, iovec.length, lengthBytes);
    putWide(this.#headerView, msghdr.control, Number(this.#controlAddress));
    putWide(this.#headerView, msghdr.controlLength, controlLength);
  }

  get #controlAddress(): number {
    this.#knownControl ??= Number(this.#calls.addressOf(this.#control));
    return this.#knownControl;
  }

  #knownControl: number | undefined;

  #takeDescriptors(lengthBytes: number, descriptors: number[]): void {
    const view = this.#controlView;
    for (let at = 0; at + cmsghdr.sizeBytes <= lengthBytes; ) {
      const length = view.getUint32(at + cmsghdr.length, true);
      if (length < cmsghdr.sizeBytes || at + length > lengthBytes) return;
      const areDescriptors =
        view.getInt32(at + cmsghdr.level, true) === SOL_SOCKET && view.getInt32(at + cmsghdr.type, true) === SCM_RIGHTS;
      for (let i = at + cmsghdr.sizeBytes; areDescriptors && i + 4 <= at + length; i += 4) {
        descriptors.push(view.getInt32(i, true));
      }
      at += (length + 7) & ~7;
    }
  }
}
