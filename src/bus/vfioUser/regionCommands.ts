import { constants } from 'node:os';
import type { Ends } from './ends.ts';
import type { Message } from './message.ts';
import {
  commands,
  limits,
  oneWriteBytes,
  regionAccess,
  regionDescriptors,
  regionFlags,
  regionInfo,
  regions,
  writeMultiple,
} from './protocol.ts';
import type { Region } from './region.ts';
import type { Reply } from './reply.ts';

const { EINVAL } = constants.errno;

const { fixedBytes } = commands.regionWrite;

/** How large a region is. Nothing is mapped into the client: QEMU stops to post writes to a device of which it maps a part. */
export const tellRegion = (ends: Ends, message: Message, reply: Reply): number => {
  const index = message.get(regionInfo.index);
  if (index >= regions.count) return EINVAL;
  const region = ends.regions[index];
  reply.open(32);
  reply.put(regionInfo.argumentBytes, 32);
  reply.put(regionInfo.index, index);
  if (region !== undefined) {
    reply.put(regionInfo.flags, regionFlags.read | regionFlags.write);
    reply.put(regionInfo.sizeBytes, region.sizeBytes);
  }
  return 0;
};

/** No part of a region has a descriptor of its own. */
export const tellRegionDescriptors = (_: Ends, message: Message, reply: Reply): number => {
  const index = message.get(regionDescriptors.index);
  if (index >= regions.count || message.get(regionDescriptors.argumentBytes) < 16) return EINVAL;
  reply.open(16);
  reply.put(regionDescriptors.argumentBytes, 16);
  reply.put(regionDescriptors.index, index);
  return 0;
};

/** The region that an access means; undefined where the access is not inside of one. */
const regionOf = (ends: Ends, message: Message, from: number): Region | undefined => {
  const region = ends.regions[message.get(regionAccess.region, from)];
  const lengthBytes = message.get(regionAccess.lengthBytes, from);
  if (region === undefined || lengthBytes === 0 || lengthBytes > limits.dataBytes) return undefined;
  return message.get(regionAccess.offset, from) + lengthBytes <= region.sizeBytes ? region : undefined;
};

export const readRegion = (ends: Ends, message: Message, reply: Reply): number => {
  const region = regionOf(ends, message, 0);
  if (region === undefined) return EINVAL;
  const lengthBytes = message.get(regionAccess.lengthBytes);
  reply.repeat(message, fixedBytes);
  reply.lengthBytes += lengthBytes;
  region.read(message.get(regionAccess.offset), lengthBytes, reply.view, reply.at + fixedBytes);
  return 0;
};

const write = (region: Region, message: Message, from: number): void =>
  region.write(
    message.get(regionAccess.offset, from),
    message.get(regionAccess.lengthBytes, from),
    message.view,
    message.at + from + fixedBytes,
  );

/**
 * A write is answered before it is done. What the device does about it may need memory by message, which the client can
 * only give when its processor does not wait for us any more; and nothing can overtake the write.
 */
export const writeRegion = (ends: Ends, message: Message, reply: Reply): number => {
  const region = regionOf(ends, message, 0);
  if (region === undefined || message.get(regionAccess.lengthBytes) > message.lengthBytes - fixedBytes) return EINVAL;
  reply.repeat(message, fixedBytes);
  reply.send();
  write(region, message, 0);
  return 0;
};

/** Small writes that a client gathered. All are looked at before the first is done. */
export const writeRegions = (ends: Ends, message: Message, reply: Reply): number => {
  const count = message.get(writeMultiple.count);
  const first = commands.writeMultiple.fixedBytes;
  if (count * oneWriteBytes > message.lengthBytes - first) return EINVAL;
  for (let i = 0, from = first; i < count; i++, from += oneWriteBytes) {
    if (regionOf(ends, message, from) === undefined) return EINVAL;
    if (message.get(regionAccess.lengthBytes, from) > oneWriteBytes - fixedBytes) return EINVAL;
  }
  reply.repeat(message, first);
  reply.send();
  for (let i = 0, from = first; i < count; i++, from += oneWriteBytes) {
    write(regionOf(ends, message, from)!, message, from);
  }
  return 0;
};
