import { readlinkSync } from 'node:fs';
import { offHeap } from './libc.ts';
import { SystemCallFailed, type SystemCalls } from './systemCalls.ts';

/** sys/eventfd.h and fcntl.h */
const EFD_NONBLOCK = 0o4000;
const EFD_CLOEXEC = 0o2_000_000;
const F_GETFL = 3;
const F_SETFL = 4;
const O_NONBLOCK = 0o4000;

const one = offHeap(8);
one[0] = 1;
const taken = offHeap(8);

/**
 * An event counter of our own, zero and never waiting.
 *
 * @throws SystemCallFailed
 */
export const createEvent = (calls: SystemCalls): number => {
  const descriptor = calls.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (descriptor < 0) throw new SystemCallFailed('no eventfd', calls.errno());
  return descriptor;
};

/**
 * Makes a descriptor that somebody sent fit for `signalEvent`. False for everything but an event counter: a write to a
 * full pipe would wait for ever, and one to a file would write into it.
 */
export const adoptEvent = (calls: SystemCalls, descriptor: number): boolean => {
  try {
    if (readlinkSync(`/proc/self/fd/${descriptor}`) !== 'anon_inode:[eventfd]') return false;
  } catch {
    return false;
  }
  const flags = calls.fcntl(descriptor, F_GETFL, 0);
  // A counter that is about to overflow would make a writer wait.
  return flags >= 0 && ((flags & O_NONBLOCK) !== 0 || calls.fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) === 0);
};

/** Counts one up: whoever waits for the event is woken. */
export const signalEvent = (calls: SystemCalls, descriptor: number): void => void calls.write(descriptor, one, 8);

/** Sets the counter to zero. Says whether it was above. */
export const takeEvent = (calls: SystemCalls, descriptor: number): boolean =>
  Number(calls.read(descriptor, taken, 8)) === 8;
