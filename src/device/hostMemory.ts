import { type GuestMemory, ownMemory } from '../bus/memory.ts';
import { decode } from '../spec/wire/decode.ts';
import { hostInfo } from '../spec/wire/hostInfo.ts';
import type { HostInfo } from './observation.ts';
import type { HostAttributes } from './settings.ts';

/** The largest debug area that is read; Linux offers one page or a few. */
const maxDebugBytes = 2 ** 20;

/** What the guest says of itself at present. Undefined where its page is not in memory. */
export const readHostInfo = (memory: GuestMemory, { infoAddress }: HostAttributes): HostInfo | undefined => {
  const page = ownMemory(hostInfo.sizeBytes);
  return memory.read(infoAddress, hostInfo.sizeBytes, page, 0) ? decode(hostInfo.fields, page.words) : undefined;
};

/** A copy of the debug area as it is now. Undefined where there is none, or it is not in memory. */
export const readDebugArea = (
  memory: GuestMemory,
  { debugAddress, debugSizeBytes }: HostAttributes,
): Uint8Array | undefined => {
  if (debugSizeBytes === 0) return undefined;
  const size = Math.min(debugSizeBytes, maxDebugBytes);
  const area = ownMemory(size);
  return memory.read(debugAddress, size, area, 0) ? area.bytes.subarray(0, size) : undefined;
};
