import { SystemCallFailed, type SystemCalls } from './systemCalls.ts';

/** sys/mman.h and fcntl.h */
const MFD_CLOEXEC = 1;
const MFD_ALLOW_SEALING = 2;
const F_ADD_SEALS = 1033;
const F_SEAL_SHRINK = 2;

/**
 * A file that is only memory, zeroed, to be shared by its descriptor.
 *
 * @throws SystemCallFailed where there is not so much
 */
export const createMemoryFile = (calls: SystemCalls, name: string, sizeBytes: number): number => {
  const descriptor = calls.memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) throw new SystemCallFailed('no memory file', calls.errno());
  if (calls.ftruncate(descriptor, sizeBytes) < 0) {
    const errno = calls.errno();
    calls.close(descriptor);
    throw new SystemCallFailed(`no memory file of ${sizeBytes} bytes`, errno);
  }
  return descriptor;
};

/**
 * Forbids everybody to make a memory file smaller: to touch a page that is gone ends the process. Files that know no
 * seals, as those of a file system do not, are left as they are; whoever shares such a one is trusted with our life.
 */
export const forbidShrinking = (calls: SystemCalls, descriptor: number): void =>
  void calls.fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK);
