import type { Decoded } from '../../spec/wire/decode.ts';
import type { hints } from '../../spec/wire/hints.ts';
import { noTimeout } from '../../spec/wire/hints.ts';
import type { Adapter } from '../adapter.ts';

type Hints = Decoded<typeof hints.fields>;

/** A time-out that may be switched off. */
const orNever = (ms: number, now: number): number =>
  ms === noTimeout ? Number.POSITIVE_INFINITY : ms === 0 ? now : ms;

/** Takes over the limits the device would like. Zeros keep what there is. No line tells of it. */
export const applyHints = ({ limits, registers }: Adapter, wanted: Hints): void => {
  limits.keepAliveMs = orNever(wanted.watchdogTimeoutMs, limits.keepAliveMs);
  limits.missingTxMs = orNever(wanted.missingTxCompletionTimeoutMs, limits.missingTxMs);
  limits.missingTxPackets = wanted.missedTxCompletionThreshold || limits.missingTxPackets;
  limits.adminCommandMs = wanted.adminCompletionTimeoutMs || limits.adminCommandMs;
  limits.stackWatchdogMs = wanted.stackWatchdogTimeoutMs || limits.stackWatchdogMs;
  registers.timeoutMs = wanted.registerReadTimeoutMs || registers.timeoutMs;
};
