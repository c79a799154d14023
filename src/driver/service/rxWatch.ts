import type { Adapter } from '../adapter.ts';

/** Checks in a row that must find a ring empty. */
const emptyChecksToKick = 2;

/** Rings without any buffer get no interrupt, so nobody refills them: their poller is called. */
export const watchRxRings = (adapter: Adapter): void => {
  if (!adapter.voice.does.emptyRingCheck || !adapter.isUp || adapter.reset.isPending) return;
  for (const pair of adapter.queues) {
    const { rx } = pair;
    rx.emptyChecks = rx.buffers.missing === rx.depth - 1 ? rx.emptyChecks + 1 : 0;
    if (rx.emptyChecks < emptyChecksToKick) continue;
    rx.emptyChecks = 0;
    rx.counters.empty_rx_ring++;
    adapter.speech.say('rxRingEmpty', { queue: pair.id });
    pair.schedule();
  }
};

/** Tells the device of queues with completions whose poller nobody called between two checks. */
export const watchLostInterrupts = (adapter: Adapter): void => {
  if (!adapter.voice.does.lostInterruptHint || !adapter.isUp || adapter.reset.isPending) return;
  for (const pair of adapter.queues) {
    const isLeft = pair.tx.completions.isNew || pair.rx.completions.isNew;
    if (isLeft && !pair.isScheduled && pair.polls === pair.pollsAtCheck) pair.tellLostInterrupt();
    pair.pollsAtCheck = pair.polls;
  }
};
