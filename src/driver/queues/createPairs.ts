import type { Adapter } from '../adapter.ts';
import { Errno } from '../control/errno.ts';
import type { Steps } from '../work.ts';
import { createRxQueue, createTxQueue } from './createPair.ts';
import { destroyCompletionQueue, destroySubmissionQueue } from './queueCommands.ts';
import { QueuePair } from './queuePair.ts';
import type { RxQueue } from './rxQueue.ts';
import type { TxQueue } from './txQueue.ts';

/** Descriptors below which no ring goes. */
export const minDepth = 256;

/** Has the device forget queues, and gives their memory back. */
export function* destroyQueues(adapter: Adapter, tx: readonly TxQueue[], rx: readonly RxQueue[]): Steps<void> {
  for (const queue of tx) {
    yield* destroySubmissionQueue(adapter, queue.submission.index, true);
    yield* destroyCompletionQueue(adapter, queue.completion.index);
  }
  for (const queue of rx) {
    yield* destroySubmissionQueue(adapter, queue.submission.index, false);
    yield* destroyCompletionQueue(adapter, queue.completion.index);
  }
  for (const queue of [...tx, ...rx]) queue.free();
}

function* create(adapter: Adapter): Steps<QueuePair[] | number> {
  const tx: TxQueue[] = [];
  const rx: RxQueue[] = [];
  for (let id = 0; id < adapter.channels; id++) {
    const queue = yield* createTxQueue(adapter, id);
    if (typeof queue === 'number') {
      yield* destroyQueues(adapter, tx, rx);
      return queue;
    }
    tx.push(queue);
  }
  for (let id = 0; id < adapter.channels; id++) {
    const queue = yield* createRxQueue(adapter, id);
    if (typeof queue === 'number') {
      yield* destroyQueues(adapter, tx, rx);
      return queue;
    }
    rx.push(queue);
  }
  return tx.map((queue, id) => new QueuePair(adapter, queue, rx[id]!));
}

/** Makes all queue pairs, all Tx before all Rx; with smaller rings where neither side has room for large ones. */
export function* createPairs(adapter: Adapter): Steps<QueuePair[] | number> {
  const { speech, voice } = adapter;
  adapter.txDepth = adapter.wantedTxDepth;
  adapter.rxDepth = adapter.wantedRxDepth;
  for (;;) {
    const pairs = yield* create(adapter);
    if (typeof pairs !== 'number' || !voice.does.ringBackOff) return pairs;
    if (pairs !== Errno.noMemory) {
      speech.say('queuesFailed', { result: pairs });
      return pairs;
    }
    const { txDepth, rxDepth } = adapter;
    speech.say('queuesTooLarge', { txRingEntries: txDepth, rxRingEntries: rxDepth });
    adapter.txDepth = txDepth >= rxDepth ? txDepth / 2 : txDepth;
    adapter.rxDepth = rxDepth >= txDepth ? rxDepth / 2 : rxDepth;
    if (Math.min(adapter.txDepth, adapter.rxDepth) < minDepth) {
      speech.say('queuesSmallest', { ringEntries: minDepth });
      return pairs;
    }
    speech.say('queuesRetried', { txRingEntries: adapter.txDepth, rxRingEntries: adapter.rxDepth });
  }
}
