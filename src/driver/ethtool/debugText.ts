import type { Adapter } from '../adapter.ts';
import { dumpStatistics } from './dump.ts';

/** Leaves the counters in the memory the device was offered for them: a line of name and value for each. */
export const writeDebugArea = (adapter: Adapter): void => {
  const area = adapter.debugArea;
  if (area === undefined) return;
  const text = dumpStatistics(adapter)
    .map(({ name, value }) => `${name} ${value}\n`)
    .join('');
  const last = area.byte + area.sizeBytes - 1;
  let at = area.byte;
  for (let i = 0; i < text.length && at < last; i++) area.bytes[at++] = text.charCodeAt(i);
  area.bytes[at] = 0;
};
