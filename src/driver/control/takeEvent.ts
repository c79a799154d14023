import { eventGroups, notificationSyndromes } from '../../spec/wire/aenq.ts';
import { decode } from '../../spec/wire/decode.ts';
import { get } from '../../spec/wire/field.ts';
import { hints } from '../../spec/wire/hints.ts';
import type { Adapter } from '../adapter.ts';
import { followLink } from '../queues/bringUp.ts';
import { Reason } from '../reset/reasons.ts';
import { requestReset } from '../reset/requestReset.ts';
import { applyHints } from './hints.ts';
import { takeKeepAlive } from './keepAlive.ts';

type Take = (adapter: Adapter, words: Uint32Array, at: number, syndrome: number) => void;

const takeLink: Take = (adapter, words, at) => {
  adapter.linkIsUp = get(words, at, eventGroups.linkChange.payload.fields.up) === 1;
  followLink(adapter);
};

const takeNotification: Take = (adapter, words, at, syndrome) => {
  const { voice, counters, speech } = adapter;
  if (voice.does.hints && syndrome === notificationSyndromes.updateHints) {
    applyHints(adapter, decode(hints.fields, words, at));
  } else if (voice.does.suspendEvents && syndrome === notificationSyndromes.suspend) counters.count('io_suspend');
  else if (voice.does.suspendEvents && syndrome === notificationSyndromes.resume) counters.count('io_resume');
  else speech.say('eventSyndrome', { linkState: syndrome });
};

const codeBits = 64;

const takeConfiguration: Take = ({ speech }, words, at) => {
  const { codes } = eventGroups.configuration.payload.fields;
  // Bit by bit: 64 of them are no exact number.
  for (let bit = 0; bit < codeBits; bit++) {
    const word = words[at + codes.word + (bit >>> 5)]!;
    if (((word >>> (bit & 31)) & 1) === 1) speech.say('configurationCode', { code: bit + 1 });
  }
};

const takeUnknown: Take = ({ speech }) => speech.say('eventUnknown');

/** What is done with each group; `knows` says which versions know it. */
const takers: readonly { group: number; knows?: (adapter: Adapter) => boolean; take: Take }[] = [
  { group: eventGroups.linkChange.id, take: takeLink },
  { group: eventGroups.notification.id, take: takeNotification },
  { group: eventGroups.keepAlive.id, take: takeKeepAlive },
  {
    group: eventGroups.refreshCapabilities.id,
    knows: ({ voice }) => voice.does.refreshesCapabilities,
    take: (adapter) => {
      adapter.speech.say('refreshCapabilities');
      requestReset(adapter, Reason.normal);
    },
  },
  {
    group: eventGroups.configuration.id,
    knows: ({ voice }) => voice.does.configurationEvents,
    take: takeConfiguration,
  },
  {
    group: eventGroups.deviceRequestReset.id,
    knows: ({ voice }) => voice.does.deviceResetRequests,
    take: (adapter) => {
      adapter.speech.say('deviceRequestsReset');
      requestReset(adapter, Reason.deviceRequest);
    },
  },
];

/** Does with an event what the version does; one that it does not know is told of. */
export const takeEvent = (adapter: Adapter, group: number, syndrome: number, words: Uint32Array, at: number): void => {
  const taker = takers.find((row) => row.group === group);
  const isKnown = taker !== undefined && (taker.knows?.(adapter) ?? true);
  (isKnown ? taker.take : takeUnknown)(adapter, words, at, syndrome);
};
