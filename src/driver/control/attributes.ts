import { capabilities } from '../../spec/wire/admin/attributes.ts';
import type { llqOffer } from '../../spec/wire/admin/llqFeature.ts';
import type { moderation } from '../../spec/wire/admin/settings.ts';
import type { Decoded } from '../../spec/wire/decode.ts';
import type { Adapter } from '../adapter.ts';
import type { Steps } from '../work.ts';
import { getFeature, isUnsupported, offers, refuse } from './commands.ts';
import type { DeviceFacts } from './deviceFacts.ts';
import { Errno } from './errno.ts';
import { applyHints } from './hints.ts';

/** What came of asking. */
export interface AttributeAnswer {
  readonly errno: number;
  readonly llq?: Decoded<typeof llqOffer.fields>;
}

/** Buffers of a packet that Linux can describe, with the linear part. */
const mostBuffers = 19;

type Limits = Pick<
  DeviceFacts,
  'maxTxQueues' | 'maxRxQueues' | 'maxTxDepth' | 'maxRxDepth' | 'maxHeaderBytes' | 'maxTxBuffers' | 'maxRxBuffers'
>;

function* askQueueLimits(adapter: Adapter): Steps<Limits | number> {
  if (adapter.voice.does.extendedQueues && offers(adapter, 'maxQueuesExtended')) {
    const { errno, value } = yield* getFeature(adapter, 'maxQueuesExtended', undefined, 1);
    if (value === undefined) return errno;
    if (value.version !== 1) return Errno.invalid;
    return {
      maxTxQueues: Math.min(value.txSubmissionQueues, value.txCompletionQueues),
      maxRxQueues: Math.min(value.rxSubmissionQueues, value.rxCompletionQueues),
      maxTxDepth: Math.min(value.txSubmissionDepth, value.txCompletionDepth),
      maxRxDepth: Math.min(value.rxSubmissionDepth, value.rxCompletionDepth),
      maxHeaderBytes: value.maxHeaderBytes & 0xff,
      maxTxBuffers: Math.min(value.maxPacketTxDescriptors, mostBuffers),
      maxRxBuffers: Math.min(value.maxPacketRxDescriptors, mostBuffers),
    };
  }
  const { errno, value } = yield* getFeature(adapter, 'maxQueues');
  if (value === undefined) return errno;
  const queues = Math.min(value.submissionQueues, value.completionQueues);
  const depth = Math.min(value.submissionDepth, value.completionDepth);
  return {
    maxTxQueues: queues,
    maxRxQueues: queues,
    maxTxDepth: depth,
    maxRxDepth: depth,
    maxHeaderBytes: value.maxHeaderBytes & 0xff,
    maxTxBuffers: Math.min(value.maxPacketTxDescriptors, mostBuffers),
    maxRxBuffers: Math.min(value.maxPacketRxDescriptors, mostBuffers),
  };
}

const bitsOf = (flags: Readonly<Record<string, number>>, names: readonly string[]): number =>
  names.reduce((bits, name, place) => bits | ((flags[name] ?? 0) << place), 0);

const txNames = [
  'txL3Ipv4',
  'txL4Ipv4Partial',
  'txL4Ipv4Full',
  'txL4Ipv6Partial',
  'txL4Ipv6Full',
  'tsoIpv4',
  'tsoIpv6',
  'tsoEcn',
];
const rxNames = ['rxL3Ipv4', 'rxL4Ipv4', 'rxL4Ipv6', 'rxHash'];

/**
 * Asks the device for all a driver must know, in the order its versions do. Fills `adapter.device`. An optional feature
 * that the device offers and then does not support is as good as not offered.
 */
export function* askAttributes(adapter: Adapter, dmaWidth: number): Steps<AttributeAnswer> {
  const { voice } = adapter;
  const first = yield* getFeature(adapter, 'deviceAttributes');
  if (first.value === undefined) return { errno: first.errno };
  const has = (bit: number) => ((first.value.capabilities >>> bit) & 1) === 1;
  adapter.device = {
    ...adapter.device,
    supportedFeatures: first.value.supportedFeatures,
    capabilities: first.value.capabilities,
    completionsKeepZeros: has(capabilities.completionsKeepZeros.bit),
    extendedResetReasons: has(capabilities.extendedResetReasons.bit),
    dmaWidth,
    mac: first.value.mac as Uint8Array,
    maxMtu: first.value.maxMtu,
    llq: undefined,
  };
  const limits = yield* askQueueLimits(adapter);
  if (typeof limits === 'number') return { errno: limits };
  const groups = yield* getFeature(adapter, 'aenqConfig');
  if (groups.value === undefined) return { errno: groups.errno };
  const offloads = yield* getFeature(adapter, 'statelessOffload');
  if (offloads.value === undefined) return { errno: offloads.errno };
  adapter.device = {
    ...adapter.device,
    ...limits,
    eventGroups: groups.value.supportedGroups,
    txOffloads: bitsOf(offloads.value, txNames),
    rxOffloads: bitsOf(offloads.value, rxNames),
    checksRxSums: bitsOf(offloads.value, ['rxL4Ipv4', 'rxL4Ipv6']) !== 0,
  };
  if (voice.does.hints && offers(adapter, 'hardwareHints')) {
    const hints = yield* getFeature(adapter, 'hardwareHints');
    if (hints.value !== undefined) applyHints(adapter, hints.value);
    else if (!isUnsupported(adapter, hints.errno)) return { errno: hints.errno };
  }
  if (!voice.does.llq || !offers(adapter, 'llq')) return { errno: 0 };
  const llq = yield* getFeature(adapter, 'llq', undefined, voice.does.llqRecommendation ? 1 : 0);
  if (llq.value !== undefined) return { errno: 0, llq: llq.value };
  return { errno: isUnsupported(adapter, llq.errno) ? 0 : llq.errno };
}

/** Asks in which unit the device counts interrupt delays. That it has no moderation is no error. */
export function* askModeration(adapter: Adapter): Steps<number> {
  if (!offers(adapter, 'interruptModeration')) {
    refuse(adapter, 'interruptModeration', 'ena_com_init_interrupt_moderation');
    return 0;
  }
  const { errno, value } = yield* getFeature(adapter, 'interruptModeration');
  if (value === undefined && isUnsupported(adapter, errno)) {
    refuse(adapter, 'interruptModeration', 'ena_com_init_interrupt_moderation');
    return 0;
  }
  if (value === undefined) {
    adapter.speech.say('moderationQueryFailed', { result: errno });
    return errno;
  }
  const unitUs: number = (value as Decoded<typeof moderation.fields>).resolutionUs;
  if (unitUs === 0) adapter.speech.say('delayUnitMissing');
  adapter.device = { ...adapter.device, hasModeration: true, delayUnitUs: Math.max(1, unitUs) };
  return 0;
}
