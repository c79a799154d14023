import { attributes, capabilities, maxQueues, maxQueuesExtended } from '../../../spec/wire/admin/attributes.ts';
import { encode } from '../../../spec/wire/decode.ts';
import { status } from '../status.ts';
import type { GetFeature } from './feature.ts';
import { offeredBits } from './offered.ts';

/** Feature 1. */
export const getAttributes: GetFeature = (adapter, { response }, _, at) => {
  const { options } = adapter;
  encode(attributes.fields, response, at, {
    ...options.identity,
    supportedFeatures: offeredBits(adapter),
    capabilities: options.capabilities.reduce((bits, name) => bits | (1 << capabilities[name].bit), 0),
    physicalAddressWidth: options.dmaAddressWidth,
    virtualAddressWidth: options.dmaAddressWidth,
    mac: Uint8Array.from(options.mac),
    flowSteeringEntries: options.flowSteeringEntries,
    maxMtu: options.maxMtu,
  });
  return status.success;
};

/** Feature 2. */
export const getMaxQueues: GetFeature = ({ options: { queues } }, { response }, _, at) => {
  encode(maxQueues.fields, response, at, {
    submissionQueues: Math.min(queues.txQueues, queues.rxQueues),
    submissionDepth: Math.min(queues.txDepth, queues.rxDepth),
    completionQueues: Math.min(queues.txQueues, queues.rxQueues),
    completionDepth: Math.min(queues.txCompletionDepth, queues.rxCompletionDepth),
    legacyLlqs: 0,
    legacyLlqDepth: 0,
    maxHeaderBytes: queues.maxHeaderBytes,
    maxPacketTxDescriptors: queues.maxPacketTxDescriptors,
    maxPacketRxDescriptors: queues.maxPacketRxDescriptors,
  });
  return status.success;
};

/** Feature 7. */
export const getMaxQueuesExtended: GetFeature = ({ options: { queues } }, { response }, _, at) => {
  encode(maxQueuesExtended.fields, response, at, {
    version: 1,
    txSubmissionQueues: queues.txQueues,
    txCompletionQueues: queues.txQueues,
    rxSubmissionQueues: queues.rxQueues,
    rxCompletionQueues: queues.rxQueues,
    txSubmissionDepth: queues.txDepth,
    txCompletionDepth: queues.txCompletionDepth,
    rxSubmissionDepth: queues.rxDepth,
    rxCompletionDepth: queues.rxCompletionDepth,
    maxHeaderBytes: queues.maxHeaderBytes,
    maxPacketTxDescriptors: queues.maxPacketTxDescriptors,
    maxPacketRxDescriptors: queues.maxPacketRxDescriptors,
  });
  return status.success;
};
