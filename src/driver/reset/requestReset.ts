import type { Adapter } from '../adapter.ts';
import { Reason } from './reasons.ts';

/** Asks for a reset; the next check of the service begins it. Which of several reasons stays depends on the version. */
export const requestReset = (adapter: Adapter, reason: number): void => {
  const { reset, counters, voice } = adapter;
  if (reset.reason !== Reason.normal && voice.does.firstRequestWins) return;
  counters.countReason(reason);
  reset.reason = reason;
  reset.isPending = true;
};
