import { TxDone } from '../../spec/wire/descriptors.ts';
import { get } from '../../spec/wire/field.ts';
import type { Adapter } from '../adapter.ts';
import { Reason } from '../reset/reasons.ts';
import { requestReset } from '../reset/requestReset.ts';
import type { TxQueue } from './txQueue.ts';

/** Tells of a completion that cannot be, which begins at word `at`, and asks for a reset. */
export const complainOfTxCompletion = (adapter: Adapter, queue: TxQueue, at: number, isMalformed: boolean): void => {
  const { speech } = adapter;
  const { words } = queue.completions;
  const requestId = get(words, at, TxDone.requestId);
  const values = { queue: queue.id, requestId, queueType: 'regular', kind: 'skb' };
  if (isMalformed) {
    speech.say('txMalformed', { queue: queue.id * 2, requestId });
    const [word = 0, word2 = 0] = [words[at], words[at + 1]];
    const mbz6 = get(words, at, TxDone.mustBeZero);
    speech.say('txDescriptorDetail', { word, word2, phase: get(words, at, TxDone.phase), mbz6 });
  } else if (requestId < queue.depth) {
    speech.say('txIdUnused', values);
  } else {
    speech.say('txIdBeyondRing', { requestId });
    speech.say('txIdInvalid', values);
  }
  requestReset(adapter, isMalformed ? Reason.txDescriptorMalformed : Reason.invalidTxRequestId);
};
