import { llqChoice, llqOffer } from '../../../spec/wire/admin/llqFeature.ts';
import { encode } from '../../../spec/wire/decode.ts';
import { entryBytesOf, entrySizes, type LlqShape, maxHeaderBytes, strides } from '../../../spec/wire/llq.ts';
import { strike } from '../../faults.ts';
import type { LlqLimits } from '../../options.ts';
import type { Settings } from '../../settings.ts';
import { status } from '../status.ts';
import { type GetFeature, type SetFeature, wished } from './feature.ts';

const codeOf = (llq: Settings['llq']): number =>
  entrySizes.find(({ sizeBytes }) => sizeBytes === llq?.entryBytes)?.code ?? 0;

/** Feature 4: what is offered, and what was chosen. */
export const getLlq: GetFeature = ({ options: { llq: limits } }, { response }, { llq }, at) => {
  encode(llqOffer.fields, response, at, {
    maxQueues: limits.maxQueues,
    maxDepth: limits.maxDepth,
    headerLocations: limits.headerLocations,
    headerLocation: llq === undefined ? 0 : limits.headerLocations,
    entrySizes: limits.entrySizes,
    entrySize: codeOf(llq),
    descriptorsBeforeHeaderOffered: limits.descriptorsBeforeHeader,
    descriptorsBeforeHeader: llq?.descriptorsBeforeHeader ?? 0,
    strides: limits.strides,
    stride: llq?.stride ?? 0,
    version: 1,
    recommendedEntrySize: limits.recommendedEntrySize,
    maxWideDepth: limits.maxWideDepth,
    acceleratedFlags: limits.acceleratedFlags,
    maxTxBurstBytes: limits.maxTxBurstBytes,
  });
  return status.success;
};

/** Whether one bit was chosen of those offered. */
const isChoice = (chosen: number, offered: number): boolean =>
  chosen !== 0 && (chosen & (chosen - 1)) === 0 && (chosen & ~offered) === 0;

const shapeOf = (choice: ReturnType<typeof wished<(typeof llqChoice)['fields']>>, limits: LlqLimits) => {
  const entryBytes = entryBytesOf(choice.entrySize);
  const isOffered =
    isChoice(choice.headerLocation, limits.headerLocations) &&
    isChoice(choice.entrySize, limits.entrySizes) &&
    isChoice(choice.descriptorsBeforeHeader, limits.descriptorsBeforeHeader) &&
    isChoice(choice.stride, limits.strides);
  if (entryBytes === undefined || !isOffered) return undefined;
  const stride = choice.stride === strides.multiple ? strides.multiple : strides.single;
  const shape: LlqShape = { entryBytes, descriptorsBeforeHeader: choice.descriptorsBeforeHeader, stride };
  return maxHeaderBytes(shape) > 0 ? shape : undefined;
};

/** Sets the shape for all queues to come; queues that stand have theirs already. */
export const setLlq: SetFeature = (adapter, call) => {
  const { options, settings, traffic, faults, queues } = adapter;
  const refused = strike(faults.llqRefused);
  if (refused !== undefined) return refused.status ?? status.unsupported;
  const shape = shapeOf(wished(call, llqChoice), options.llq);
  if (shape === undefined) return status.illegal;
  if (!queues.isEmpty) return status.busy;
  settings.llq = shape;
  traffic.setLlq(shape);
  return status.success;
};
