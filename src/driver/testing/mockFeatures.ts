import { responsePayloadWord } from '../../spec/wire/admin/entries.ts';
import { type FeatureName, featureOf, type WireFeature, wireFeatures } from '../../spec/wire/admin/features.ts';
import { encode } from '../../spec/wire/decode.ts';
import { capabilityBits, featureBits, type MockOptions } from './mockOptions.ts';

type Values = Readonly<Record<string, number | Uint8Array>>;

/** What the mock answers when it is asked for a feature. */
const answers: { readonly [Name in FeatureName]?: (mock: MockOptions) => Values } = {
  deviceAttributes: ({ features, capabilities, mac, maxMtu }) => ({
    supportedFeatures: featureBits(features),
    capabilities: capabilityBits(capabilities),
    mac,
    maxMtu,
  }),
  maxQueues: ({ queues, txDepth, maxPacketDescriptors }) => ({
    submissionQueues: queues,
    completionQueues: queues,
    submissionDepth: txDepth,
    completionDepth: txDepth,
    maxHeaderBytes: 128,
    maxPacketTxDescriptors: maxPacketDescriptors,
    maxPacketRxDescriptors: maxPacketDescriptors,
  }),
  maxQueuesExtended: ({ queues, txDepth, rxDepth, maxPacketDescriptors }) => ({
    version: 1,
    txSubmissionQueues: queues,
    txCompletionQueues: queues,
    rxSubmissionQueues: queues,
    rxCompletionQueues: queues,
    txSubmissionDepth: txDepth,
    txCompletionDepth: txDepth,
    rxSubmissionDepth: rxDepth,
    rxCompletionDepth: rxDepth,
    maxHeaderBytes: 128,
    maxPacketTxDescriptors: maxPacketDescriptors,
    maxPacketRxDescriptors: maxPacketDescriptors,
  }),
  hardwareHints: ({ hints }) => hints,
  llq: ({ llq }) => llq,
  statelessOffload: () => ({ txL4Ipv4Partial: 1, tsoIpv4: 1, rxL4Ipv4: 1 }),
  rssHashFunction: () => ({ supported: 2, selected: 2 }),
  rssIndirectionTable: () => ({ minSizeLog2: 3, maxSizeLog2: 9 }),
  rssHashInput: () => ({ sortL3Supported: 1, sortL4Supported: 1 }),
  interruptModeration: ({ resolutionUs }) => ({ resolutionUs }),
  aenqConfig: ({ eventGroups }) => ({ supportedGroups: eventGroups }),
  linkConfig: () => ({ speedMbps: 100_000, fullDuplex: 1 }),
};

/** Writes the answer for a feature into a completion. False for one the mock does not have. */
export const answerFeature = (mock: MockOptions, id: number, words: Uint32Array, at: number): boolean => {
  const name = featureOf(id);
  if (name === undefined || !mock.features.includes(name)) return false;
  const wire: WireFeature = wireFeatures[name];
  if (wire.get !== undefined) encode(wire.get.fields, words, at + responsePayloadWord, answers[name]?.(mock) ?? {});
  return true;
};
