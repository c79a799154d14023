import type { CallFault } from './callFaults.ts';
import { type FaultName, faultKinds } from './kinds.ts';

const words = /^([a-z-]{1,30})(?::(\d{1,6}))?(?:@([A-Za-z*?]{1,60}))?(?:\*(\d{1,6}))?(?:\+(\d{1,6}))?$/;

/**
 * A fault as a command line says it: `throttle`, `lose@StopInstances*1` (one call), `drop@*+3` (from the fourth call on),
 * `delay:500` (milliseconds). Undefined for what is none.
 */
export const readCallFault = (text: string): CallFault | undefined => {
  const [, kind = '', delayMs, action, times, skips] = words.exec(text) ?? [];
  if (!Object.hasOwn(faultKinds, kind)) return undefined;
  return {
    kind: kind as FaultName,
    ...(action !== undefined && { action }),
    ...(times !== undefined && { times: Number(times) }),
    ...(skips !== undefined && { skips: Number(skips) }),
    ...(delayMs !== undefined && { delayMs: Number(delayMs) }),
  };
};
