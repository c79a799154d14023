import { ownMemory } from '../../../bus/memory.ts';
import { responsePayloadWord } from '../../../spec/wire/admin/entries.ts';
import {
  anyLocation,
  flowActions,
  flowMatch,
  flowRule,
  flowRuleAnswer,
  flowTypes,
} from '../../../spec/wire/admin/flowSteering.ts';
import { areas } from '../../../spec/wire/areas.ts';
import { encode } from '../../../spec/wire/decode.ts';
import type { Adapter } from '../../adapter.ts';
import type { FlowRule } from '../../seam.ts';
import type { Settings } from '../../settings.ts';
import type { Call } from '../call.ts';
import { status } from '../status.ts';
import { type SetFeature, wished } from './feature.ts';

const types: readonly number[] = Object.values(flowTypes);

const freeLocation = (rules: Settings['flowRules'], entries: number): number | undefined => {
  for (let location = 0; location < entries; location++) if (!rules.has(location)) return location;
  return undefined;
};

const apply = ({ settings, traffic }: Adapter): number => {
  const rules = [...settings.flowRules.values()].sort((a: FlowRule, b: FlowRule) => a.location - b.location);
  traffic.setFlowRules?.(rules);
  return status.success;
};

const add = (adapter: Adapter, call: Call): number => {
  const { options, settings } = adapter;
  const { flowType, queue, location: asked } = wished(call, flowRule);
  if (!types.includes(flowType) || queue >= areas.rxDoorbell.count) return status.illegal;
  const location = asked === anyLocation ? freeLocation(settings.flowRules, options.flowSteeringEntries) : asked;
  if (location === undefined) return status.noRoom;
  if (location >= options.flowSteeringEntries) return status.illegal;
  const buffer = ownMemory(flowMatch.sizeBytes);
  if (call.bufferBytes < flowMatch.sizeBytes) return status.malformed;
  if (!call.readBuffer(buffer, flowMatch.sizeBytes)) return status.illegal;
  settings.flowRules.set(location, { location, flowType, queue, match: buffer.words });
  encode(flowRuleAnswer.fields, call.response, responsePayloadWord, { location });
  return apply(adapter);
};

const remove = (adapter: Adapter, call: Call): number => {
  const { location } = wished(call, flowRule);
  if (!adapter.settings.flowRules.delete(location)) return status.illegal;
  encode(flowRuleAnswer.fields, call.response, responsePayloadWord, { location });
  return apply(adapter);
};

const removeAll = (adapter: Adapter): number => {
  adapter.settings.flowRules.clear();
  return apply(adapter);
};

const actions = new Map<number, (adapter: Adapter, call: Call) => number>([
  [flowActions.add, add],
  [flowActions.remove, remove],
  [flowActions.removeAll, removeAll],
]);

/** Feature 30: rules that send a flow to a queue, each at its location. */
export const setFlowRule: SetFeature = (adapter, call) =>
  actions.get(wished(call, flowRule).action)?.(adapter, call) ?? status.illegal;
