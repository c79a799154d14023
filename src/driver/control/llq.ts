import type { llqOffer } from '../../spec/wire/admin/llqFeature.ts';
import type { Decoded } from '../../spec/wire/decode.ts';
import {
  acceleratedFlags,
  descriptorBytes,
  descriptorsBeforeHeader,
  entryBytesOf,
  entrySizes,
  headerLocations,
  type LlqShape,
  strides,
} from '../../spec/wire/llq.ts';
import type { Adapter } from '../adapter.ts';
import type { LineName } from '../voices/line.ts';
import type { Steps } from '../work.ts';
import { offers, setFeature } from './commands.ts';
import type { Llq } from './deviceFacts.ts';
import { Errno } from './errno.ts';

type Offer = Decoded<typeof llqOffer.fields>;

interface Choice {
  readonly stride: number;
  readonly entrySize: number;
  readonly descriptors: number;
}

/** The first of the codes that is offered, by preference; undefined where none is. */
const prefer = (offered: number, codes: readonly number[]): number | undefined =>
  codes.find((code) => (offered & code) !== 0);

/** What the driver takes of an offer, with a line for each default that is not in it. Undefined where nothing fits. */
const choose = ({ speech, voice, options }: Adapter, offer: Offer): Choice | undefined => {
  const settle = (offered: number, codes: readonly number[], fallback: LineName, invalid: LineName) => {
    const code = prefer(offered, codes);
    if (code === undefined) speech.say(invalid, { supported: offered });
    else if (code !== codes[0]) speech.say(fallback, { default: codes[0]!, supported: offered, used: code });
    return code;
  };
  const isInline = (offer.headerLocations & headerLocations.inline) !== 0;
  if (!isInline) {
    speech.say('llqHeaderInvalid', { supported: offer.headerLocations });
    return undefined;
  }
  const stride = settle(offer.strides, [strides.multiple, strides.single], 'llqStrideFallback', 'llqStrideInvalid');
  const [small, , large] = entrySizes.map(({ code }) => code);
  const wantsLarge = options.largeLlqHeaders || (voice.does.llqRecommendation && offer.recommendedEntrySize === large);
  const ascending = entrySizes.map(({ code }) => code);
  const sizes = wantsLarge && (offer.entrySizes & large!) !== 0 ? [large!, ...ascending] : [small!, ...ascending];
  const entrySize = settle(offer.entrySizes, sizes, 'llqEntryFallback', 'llqEntryInvalid');
  const descriptors = settle(
    offer.descriptorsBeforeHeaderOffered,
    descriptorsBeforeHeader,
    'llqDescriptorsFallback',
    'llqDescriptorsInvalid',
  );
  if (stride === undefined || entrySize === undefined || descriptors === undefined) return undefined;
  return { stride, entrySize, descriptors };
};

function* configure(adapter: Adapter, offer: Offer): Steps<Llq | number> {
  const { speech, options, voice } = adapter;
  const choice = choose(adapter, offer);
  if (choice === undefined) return Errno.invalid;
  const entryBytes = entryBytesOf(choice.entrySize)!;
  const errno = yield* setFeature(adapter, 'llq', {
    headerLocation: headerLocations.inline,
    stride: choice.stride,
    entrySize: choice.entrySize,
    descriptorsBeforeHeader: choice.descriptors,
    acceleratedFlags: acceleratedFlags.disableMetaCaching | acceleratedFlags.limitTxBurst,
  });
  if (errno !== 0) {
    speech.say('llqSetFailed', { result: errno });
    return errno;
  }
  if (entryBytes <= choice.descriptors * descriptorBytes) {
    speech.say('llqEntrySmall');
    return Errno.invalid;
  }
  const isLarge = choice.entrySize === entrySizes[2].code;
  const wideDepth = offer.maxWideDepth === 0 ? offer.maxDepth / 2 : offer.maxWideDepth;
  const maxDepth = isLarge ? wideDepth : offer.maxDepth;
  if (options.largeLlqHeaders) {
    if (isLarge) speech.say('llqLargeForced', { txRingEntries: maxDepth });
    else speech.say('llqLargeFailed');
  }
  if (voice.does.llq) speech.say('llqLarge', { state: isLarge ? 'enabled' : 'disabled' });
  const burst = (offer.acceleratedFlags & acceleratedFlags.limitTxBurst) !== 0 ? offer.maxTxBurstBytes : 0;
  return {
    shape: {
      entryBytes,
      descriptorsBeforeHeader: choice.descriptors,
      stride: choice.stride as LlqShape['stride'],
    },
    maxDepth,
    maxQueues: offer.maxQueues,
    withoutMetaCache: (offer.acceleratedFlags & acceleratedFlags.disableMetaCaching) !== 0,
    burstEntries: Math.floor(burst / entryBytes),
  };
}

/** Agrees on low-latency queues, or falls back to rings in host memory, which is what undefined means. */
export function* negotiateLlq(adapter: Adapter, offer: Offer | undefined): Steps<Llq | undefined> {
  const { speech, port } = adapter;
  if (!offers(adapter, 'llq')) {
    speech.say('llqUnsupported');
    return undefined;
  }
  if (port.llq === undefined) {
    speech.say('llqWithoutMemory');
    return undefined;
  }
  // What is offered, and refused or empty when asked for, is passed over in silence.
  if (offer === undefined || offer.maxQueues === 0) return undefined;
  const outcome = yield* configure(adapter, offer);
  if (typeof outcome !== 'number') return outcome;
  speech.say('llqConfigFailed', { result: outcome });
  speech.say('llqFallback');
  return undefined;
}
