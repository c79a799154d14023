import { TxDone } from '../../spec/wire/descriptors.ts';
import { get } from '../../spec/wire/field.ts';
import type { Adapter } from '../adapter.ts';
import type { QueuePair } from '../queues/queuePair.ts';
import { complainOfTxCompletion } from '../queues/txTroubles.ts';
import { Reason } from '../reset/reasons.ts';
import { requestReset } from '../reset/requestReset.ts';

/** What a look at the packets of one queue found. */
interface Overdue {
  /** All that are overdue now. */
  readonly all: number;
  /** Those not told of before. */
  readonly fresh: number;
  readonly longestNs: number;
  readonly isStarved: boolean;
}

const timesOf = (adapter: Adapter, { lastInterruptNs, lastPollNs, isScheduled, tx, id }: QueuePair) => ({
  queue: tx.id,
  sinceInterruptMs: adapter.sinceMs(lastInterruptNs),
  sinceNapiMs: adapter.sinceMs(lastPollNs),
  sinceNapiUs: Math.floor((adapter.clock.nowNs() - lastPollNs) / 1000),
  napiScheduled: isScheduled ? 1 : 0,
  timeoutMs: adapter.limits.missingTxMs,
  // Each queue pair's poller runs on the CPU of its number.
  cpu: id,
});

const findOverdue = (adapter: Adapter, pair: QueuePair): Overdue => {
  const { tx, isScheduled } = pair;
  const { voice, limits, speech } = adapter;
  const nowNs = adapter.clock.nowNs();
  const limitNs = limits.missingTxMs * 1e6;
  // A poller that is due and does not run is given twice the time before it is blamed.
  const starvedNs = voice.does.mixesTimeUnits ? limitNs / 1000 : limitNs;
  const isWaiting = voice.does.suspectsStarvation && isScheduled && nowNs - pair.lastPollNs > starvedNs;
  let all = 0;
  let fresh = 0;
  let longestNs = 0;
  // An idle queue costs nothing, which hosts that simulate days care about.
  for (let slot = 0, left = tx.slots.inFlight; left > 0 && slot < tx.depth; slot++) {
    const sentNs = tx.slots.sentNs[slot]!;
    if (sentNs < 0) continue;
    left--;
    const ageNs = nowNs - sentNs;
    if (ageNs <= (isWaiting ? 2 * limitNs : limitNs)) continue;
    all++;
    longestNs = Math.max(longestNs, ageNs);
    if (tx.slots.isTold[slot] === 1) continue;
    tx.slots.isTold[slot] = 1;
    fresh++;
    if (!voice.does.sumsLatePackets) speech.say('txLate', { ...timesOf(adapter, pair), index: slot });
  }
  return { all, fresh, longestNs, isStarved: isWaiting && all > 0 };
};

/** Packets that are overdue and have no completion in the queue, as far as the driver reads it. */
const countUnposted = ({ limits, clock }: Adapter, { tx }: QueuePair): number => {
  const { completions, slots, depth } = tx;
  const sentBeforeNs = clock.nowNs() - limits.missingTxMs * 1e6;
  const isOverdue = (slot: number): boolean => slots.sentNs[slot]! >= 0 && slots.sentNs[slot]! < sentBeforeNs;
  let unposted = 0;
  for (let slot = 0; slot < depth; slot++) if (isOverdue(slot)) unposted++;
  for (let ahead = 0; ahead < depth; ahead++) {
    const at = completions.atAhead(ahead);
    if (get(completions.words, at, TxDone.phase) !== completions.phaseAhead(ahead)) break;
    if (isOverdue(get(completions.words, at, TxDone.requestId))) unposted--;
  }
  return unposted;
};

/** Looks into the completion queue: are there completions nobody took? */
const blame = (adapter: Adapter, pair: QueuePair, isStarved: boolean): number => {
  const { speech, voice, checksReservedBits } = adapter;
  if (isStarved) return Reason.pollStarvation;
  if (!voice.does.looksForCompletions || pair.isScheduled) return Reason.missingTxCompletions;
  const { completions } = pair.tx;
  const queue = pair.id;
  if (!completions.isNew) {
    speech.say('txNotPosted', { queue });
    return Reason.missingTxCompletions;
  }
  const isFaulty = checksReservedBits && get(completions.words, completions.at, TxDone.mustBeZero) !== 0;
  if (!voice.does.weighsCompletions) {
    // That it is faulty is told, and makes no difference.
    if (isFaulty) speech.say('txFaulty', { queue });
    speech.say('txUnread', { queue });
    return Reason.missingInterrupt;
  }
  if (isFaulty) complainOfTxCompletion(adapter, pair.tx, completions.at, true);
  if (isFaulty || countUnposted(adapter, pair) > 0) return Reason.missingTxCompletions;
  return pair.hadInterrupt ? Reason.missingInterrupt : Reason.missingFirstInterrupt;
};

const countMissed = ({ voice }: Adapter, { tx }: QueuePair, { all, fresh }: Overdue): void => {
  const { counters } = tx;
  counters.pending_timedout_pkts = all;
  if (voice.does.overwritesMissedTx) counters.missed_tx = all;
  else counters.missed_tx += voice.does.countsMissedTxOnce ? fresh : all;
};

const lacksFirstInterrupt = (adapter: Adapter, pair: QueuePair): boolean => {
  const { limits, clock, voice } = adapter;
  if (!voice.does.firstInterruptCheck || pair.hadInterrupt || pair.tx.slots.inFlight === 0) return false;
  const limitNs = 2 * limits.missingTxMs * 1e6;
  return pair.tx.slots.sentNs.some((sentNs) => sentNs >= 0 && clock.nowNs() - sentNs > limitNs);
};

/** Looks at the packets of one queue. Says whether a reset was asked for. */
const watchQueue = (adapter: Adapter, pair: QueuePair): boolean => {
  const { speech, voice, limits } = adapter;
  if (lacksFirstInterrupt(adapter, pair)) {
    speech.say('firstTxInterrupt', { queue: pair.id });
    if (voice.does.weighsCompletions) {
      speech.say('resettingDevice');
      requestReset(adapter, blame(adapter, pair, false));
    } else
      requestReset(adapter, voice.does.firstInterruptReason ? Reason.missingFirstInterrupt : Reason.missingInterrupt);
    return true;
  }
  const overdue = findOverdue(adapter, pair);
  const { all, fresh, longestNs } = overdue;
  if (fresh > 0 && voice.does.sumsLatePackets) {
    speech.say('txLate', { ...timesOf(adapter, pair), newlyMissed: fresh });
    const pendingMs = Math.floor(longestNs / 1e6);
    const napiScheduleChanges = pair.scheduleChanges;
    speech.say('txLateDetail', { ...timesOf(adapter, pair), pendingMs, napiScheduleChanges });
    pair.scheduleChanges = 0;
  }
  countMissed(adapter, pair, overdue);
  const missed = voice.does.thresholdOfNewOnly ? fresh : all;
  const threshold = limits.missingTxPackets;
  if (missed <= threshold) return false;
  const values = { ...timesOf(adapter, pair), missed, threshold };
  speech.say('txLost', values);
  speech.say('txLostDetail', values);
  speech.say('resettingDevice');
  requestReset(adapter, blame(adapter, pair, overdue.isStarved));
  return true;
};

/** Looks for completions that do not come, at a few queues in turn. */
export const watchTx = (adapter: Adapter): void => {
  const { queues, limits, voice, reset } = adapter;
  if (!adapter.isUp || reset.isPending || limits.missingTxMs === Number.POSITIVE_INFINITY) return;
  const count = Math.min(voice.limits.missingTxQueues, queues.length);
  for (let i = 0; i < count; i++) {
    const pair = queues[adapter.nextMissingTxQueue % queues.length]!;
    if (watchQueue(adapter, pair)) return;
    adapter.nextMissingTxQueue = (adapter.nextMissingTxQueue + 1) % queues.length;
    if (watchRxInterrupt(adapter, pair)) return;
  }
};

/** Packets that came before any interrupt, several checks in a row, mean that it is lost. */
const watchRxInterrupt = (adapter: Adapter, pair: QueuePair): boolean => {
  const { voice, speech } = adapter;
  if (!voice.does.firstInterruptCheck || pair.hadInterrupt || !pair.rx.completions.isNew) return false;
  if (++pair.rx.silentChecks < voice.limits.rxNoInterruptChecks) return false;
  speech.say('firstRxInterrupt', { queue: pair.id });
  requestReset(adapter, voice.does.firstInterruptReason ? Reason.missingFirstInterrupt : Reason.missingInterrupt);
  return true;
};
