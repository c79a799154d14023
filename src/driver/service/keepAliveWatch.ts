import { eventGroups } from '../../spec/wire/aenq.ts';
import type { Adapter } from '../adapter.ts';
import { hasKeepAlives } from '../control/eventGroups.ts';
import { Reason } from '../reset/reasons.ts';
import { requestReset } from '../reset/requestReset.ts';

/** Asks for a reset when the device was silent for too long. */
export const watchKeepAlive = (adapter: Adapter): void => {
  const { limits, clock, speech, events, voice } = adapter;
  if (!hasKeepAlives(adapter)) return;
  const silenceNs = clock.nowNs() - adapter.lastKeepAliveNs;
  if (silenceNs < limits.keepAliveMs * 1e6) return;
  speech.say('keepAliveLost', { silenceMs: Math.floor(silenceNs / 1e6) });
  // One that lies there unread means that the device lives and the interrupt was lost.
  const isUnread = voice.does.looksForKeepAlive && events?.holds(eventGroups.keepAlive.id) === true;
  requestReset(adapter, isUnread ? Reason.missingAdminInterrupt : Reason.keepAliveTimeout);
};

/** Asks for a reset when the admin queue stopped. */
export const watchAdminQueue = (adapter: Adapter): void => {
  const { admin, speech, counters, voice } = adapter;
  if (admin === undefined || admin.isRunning) return;
  speech.say('adminStopped');
  counters.count('admin_q_pause');
  const isInterrupt = voice.does.adminInterruptReason && admin.isMissingInterrupt;
  requestReset(adapter, isInterrupt ? Reason.missingAdminInterrupt : Reason.adminTimeout);
};
