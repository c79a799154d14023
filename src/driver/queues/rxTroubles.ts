import { RxDone } from '../../spec/wire/descriptors.ts';
import { get } from '../../spec/wire/field.ts';
import type { Adapter } from '../adapter.ts';
import { Reason } from '../reset/reasons.ts';
import { requestReset } from '../reset/requestReset.ts';
import type { RxQueue } from './rxQueue.ts';

/** What can be wrong with Rx completions. */
export type RxTrouble = 'firstInside' | 'reservedBits' | 'tooMany' | 'id' | 'page';

const tellDescriptor = ({ speech }: Adapter, words: Uint32Array, at: number): void => {
  speech.say('rxDescriptorDetail', {
    word: words[at]!,
    word2: words[at + 1]!,
    word3: words[at + 2]!,
    word4: words[at + 3]!,
    phase: get(words, at, RxDone.phase),
    first: get(words, at, RxDone.first),
    last: get(words, at, RxDone.last),
    mbz7: get(words, at, RxDone.mustBeZero7),
    mbz17: get(words, at, RxDone.mustBeZero17),
  });
};

/** Tells of completions that cannot be, the one at word `at` or at `place` of its packet; asks for a reset where the version does. */
export const complainOfRx = (adapter: Adapter, queue: RxQueue, trouble: RxTrouble, at: number, place: number): void => {
  const { speech, voice, device } = adapter;
  const { words } = queue.completions;
  const requestId = get(words, at, RxDone.requestId);
  // The library numbers queues of both directions in one row: Rx has the odd numbers.
  const inLibrary = { descriptor: place, queue: queue.id * 2 + 1, requestId };
  switch (trouble) {
    case 'firstInside':
    case 'reservedBits':
      speech.say(trouble === 'firstInside' ? 'rxFirstInside' : 'rxMalformed', inLibrary);
      tellDescriptor(adapter, words, at);
      requestReset(adapter, Reason.rxDescriptorMalformed);
      break;
    case 'tooMany':
      speech.say('rxTooMany', { descriptors: place, limit: device.maxRxBuffers });
      requestReset(adapter, Reason.tooManyRxDescriptors);
      break;
    case 'id':
      speech.say('rxIdBad', inLibrary);
      speech.say('rxIdInvalid', { requestId });
      if (voice.does.checksRxRequestId) requestReset(adapter, Reason.invalidRxRequestId);
      break;
    case 'page':
      speech.say('rxPageMissing', { queue: queue.id, requestId });
      if (voice.does.missingPageResets) requestReset(adapter, Reason.invalidRxRequestId);
      break;
  }
};
