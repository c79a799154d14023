import { constants } from 'node:os';
import type { Ends } from './ends.ts';
import type { Message } from './message.ts';
import { dmaMap, dmaMapFlags, dmaUnmap, dmaUnmapFlags, limits } from './protocol.ts';
import type { Reply } from './reply.ts';

const { EINVAL, EEXIST, ENOMEM, EOPNOTSUPP } = constants.errno;

const pageBytes = 4096;
/** DMA addresses have 48 bits. */
const addressLimit = 2 ** 48;
const readWrite = dmaMapFlags.read | dmaMapFlags.write;

const isPages = (...numbers: readonly number[]): boolean => numbers.every((number) => number % pageBytes === 0);

/** A run of guest memory is shared: by a descriptor, or else by messages. */
export const mapMemory = (ends: Ends, message: Message, reply: Reply): number => {
  const flags = message.get(dmaMap.flags);
  const offset = message.get(dmaMap.offset);
  const address = message.get(dmaMap.address);
  const sizeBytes = message.get(dmaMap.sizeBytes);
  const [descriptor] = message.descriptors;
  if (message.descriptors.length > 1 || (flags & ~readWrite) !== 0 || flags === 0) return EINVAL;
  if (!isPages(offset, address, sizeBytes) || sizeBytes === 0 || address + sizeBytes > addressLimit) return EINVAL;
  if (offset > Number.MAX_SAFE_INTEGER - sizeBytes) return EINVAL;
  const { memory } = ends;
  if (memory.overlaps(address, sizeBytes)) return EEXIST;
  if (memory.regions.length >= limits.dmaRegions || memory.sizeBytes + sizeBytes > limits.dmaBytes) return ENOMEM;
  const isShared = descriptor !== undefined && flags === readWrite;
  // What may not be written is not mapped either: a device that wrote there all the same would end the process.
  const shared = isShared ? ends.share(descriptor, offset, sizeBytes, address) : undefined;
  if (typeof shared === 'number') return shared;
  memory.add({ address, sizeBytes, flags, shared });
  if (shared === undefined) ends.note({ kind: 'memory-by-messages', address, sizeBytes });
  reply.repeat(message, 32);
  return 0;
};

/** Runs of memory go, whole ones only. */
export const unmapMemory = (ends: Ends, message: Message, reply: Reply): number => {
  const flags = message.get(dmaUnmap.flags);
  const address = message.get(dmaUnmap.address);
  const sizeBytes = message.get(dmaUnmap.sizeBytes);
  if ((flags & dmaUnmapFlags.dirtyPages) !== 0) return EOPNOTSUPP;
  if ((flags & ~dmaUnmapFlags.all) !== 0) return EINVAL;
  const isAll = flags === dmaUnmapFlags.all;
  if (isAll ? address + sizeBytes !== 0 : sizeBytes === 0 || address + sizeBytes > addressLimit) return EINVAL;
  const removedBytes = ends.memory.remove(address, isAll ? addressLimit : sizeBytes);
  if (removedBytes === undefined) return EINVAL;
  reply.repeat(message, 24);
  reply.put(dmaUnmap.sizeBytes, removedBytes);
  return 0;
};
