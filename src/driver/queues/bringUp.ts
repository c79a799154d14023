import type { Adapter } from '../adapter.ts';
import { offers, refuse, setFeature } from '../control/commands.ts';
import { keepDropTotals } from '../control/keepAlive.ts';
import { resetDevice } from '../control/resetHandshake.ts';
import { configureRss } from '../control/rss.ts';
import { writeDebugArea } from '../ethtool/debugText.ts';
import type { Steps } from '../work.ts';
import { createPairs, destroyQueues } from './createPairs.ts';

/** The carrier follows the link while the interface is up. */
export const followLink = (adapter: Adapter): void => {
  const hasCarrier = adapter.isUp && adapter.linkIsUp && !adapter.isRestoring;
  if (hasCarrier === adapter.hasCarrier) return;
  adapter.hasCarrier = hasCarrier;
  adapter.stack.carrier?.(hasCarrier);
};

/** Tells the device how large frames may be. Not to be able to is no reason to stay down. */
export function* tellMtu(adapter: Adapter): Steps<number> {
  const { speech, mtu } = adapter;
  const isOffered = offers(adapter, 'mtu');
  const errno = isOffered ? yield* setFeature(adapter, 'mtu', { mtu }) : refuse(adapter, 'mtu', 'ena_com_set_dev_mtu');
  if (errno !== 0 && isOffered) speech.say('mtuFailed', { mtu, result: errno });
  if (errno !== 0) speech.say('mtuChangeFailed', { mtu });
  return errno;
}

/** Makes the queues and lets traffic begin. 0, or an error with all as it was before. */
export function* interfaceUp(adapter: Adapter): Steps<number> {
  const pairs = yield* createPairs(adapter);
  if (typeof pairs === 'number') return pairs;
  adapter.queues = pairs;
  for (const pair of pairs) pair.connect();
  const rss = yield* configureRss(adapter);
  if (rss < 0) {
    yield* dismantle(adapter);
    return rss;
  }
  yield* tellMtu(adapter);
  for (const { rx } of pairs) {
    const wanted = rx.depth - 1;
    const allocated = rx.refill(wanted);
    if (allocated < wanted) adapter.speech.say('rxRefillFailed', { queue: rx.id, allocated, wanted });
  }
  adapter.isUp = true;
  followLink(adapter);
  adapter.counters.count('interface_up');
  for (const pair of pairs) {
    pair.unmask();
    // One run by itself, so that what came before the vectors were open is not left lying.
    pair.schedule();
  }
  return 0;
}

function* dismantle(adapter: Adapter): Steps<void> {
  const { queues, port, due } = adapter;
  for (const { vector } of queues) port.disconnect(vector);
  adapter.queues = [];
  due.clear();
  yield* destroyQueues(
    adapter,
    queues.map(({ tx }) => tx),
    queues.map(({ rx }) => rx),
  );
}

const freeUncompleted = ({ queues, speech }: Adapter): void => {
  for (const { tx } of queues) {
    // Later versions tell of all in one line, earlier ones of the first by its place.
    const tell = (index: number) => speech.say('txUncompletedFreed', { queue: tx.id, index });
    const { count, longestNs } = tx.abandon(tell);
    if (count === 0) continue;
    const longestPendingMs = Math.floor(longestNs / 1e6);
    speech.say('txUncompletedSum', { freed: count, queue: tx.id, longestPendingMs });
  }
};

/** Ends traffic and gives the queues back. With a reset pending the device is reset here, and told why. */
export function* interfaceDown(adapter: Adapter): Steps<void> {
  if (!adapter.isUp) return;
  adapter.isUp = false;
  followLink(adapter);
  adapter.counters.count('interface_down');
  if (adapter.reset.isPending) {
    keepDropTotals(adapter);
    writeDebugArea(adapter);
    const errno = yield* resetDevice(adapter, adapter.reset.reason);
    if (errno < 0) adapter.speech.say('resetInDownFailed');
    if (adapter.admin !== undefined) adapter.admin.isRunning = false;
  }
  freeUncompleted(adapter);
  yield* dismantle(adapter);
}
