import { commands, featureSelects } from '../../../spec/wire/admin/commands.ts';
import { responsePayloadWord } from '../../../spec/wire/admin/entries.ts';
import type { FeatureName, GettableFeature, SettableFeature } from '../../../spec/wire/admin/features.ts';
import { get } from '../../../spec/wire/field.ts';
import type { Adapter } from '../../adapter.ts';
import { strike } from '../../faults.ts';
import { initialSettings } from '../../settings.ts';
import type { Call } from '../call.ts';
import { status } from '../status.ts';
import { featureIn } from '../subject.ts';
import { getClock, getTimestamps, setClock, setTimestamps } from './clock.ts';
import type { GetFeature, SetFeature } from './feature.ts';
import { setFlowRule } from './flowRules.ts';
import { setHostAttributes } from './host.ts';
import { getAttributes, getMaxQueues, getMaxQueuesExtended } from './identity.ts';
import { getTable, setTable } from './indirection.ts';
import { getLlq, setLlq } from './llq.ts';
import { isOffered } from './offered.ts';
import { getHashFunction, getHashInput, setHashFunction, setHashInput } from './rss.ts';
import * as simple from './simple.ts';

const nothing: GetFeature = () => status.success;

const getters: Readonly<Record<GettableFeature, GetFeature>> = {
  deviceAttributes: getAttributes,
  maxQueues: getMaxQueues,
  hardwareHints: simple.getHints,
  llq: getLlq,
  extraPropertiesStrings: nothing,
  extraPropertiesFlags: nothing,
  maxQueuesExtended: getMaxQueuesExtended,
  rssHashFunction: getHashFunction,
  statelessOffload: simple.getOffloads,
  rssIndirectionTable: getTable,
  rssHashInput: getHashInput,
  interruptModeration: simple.getModeration,
  aenqConfig: simple.getEventGroups,
  linkConfig: simple.getLink,
  hardwareClock: getClock,
  hardwareTimestamps: getTimestamps,
};

const setters: Readonly<Record<SettableFeature, SetFeature>> = {
  llq: setLlq,
  fragmentBypass: simple.setFragmentBypass,
  rssHashFunction: setHashFunction,
  rssIndirectionTable: setTable,
  mtu: simple.setMtu,
  rssHashInput: setHashInput,
  aenqConfig: simple.setEventGroups,
  hostAttributes: setHostAttributes,
  hardwareClock: setClock,
  flowSteering: setFlowRule,
  hardwareTimestamps: setTimestamps,
};

const isIn = <Name extends FeatureName>(table: Readonly<Record<Name, unknown>>, name: FeatureName): name is Name =>
  Object.hasOwn(table, name);

const refusal = ({ faults }: Adapter, name: FeatureName): number | undefined => {
  const fault = faults.featureRefused;
  if (!fault?.features.includes(name)) return undefined;
  return strike(fault) && (fault.status ?? status.unsupported);
};

const { select } = commands.getFeature.request.fields;

/** What a feature is set to, or what it is by default. */
export const getFeature = (adapter: Adapter, call: Call): number => {
  const name = featureIn('getFeature', call.request);
  if (name === undefined || !isOffered(adapter, name) || !isIn(getters, name)) return status.unsupported;
  const asked =
    get(call.request, 0, select) === featureSelects.default ? initialSettings(adapter.options) : adapter.settings;
  return refusal(adapter, name) ?? getters[name](adapter, call, asked, responsePayloadWord);
};

/** Sets a feature. */
export const setFeature = (adapter: Adapter, call: Call): number => {
  const name = featureIn('setFeature', call.request);
  if (name === undefined || !isOffered(adapter, name) || !isIn(setters, name)) return status.unsupported;
  return refusal(adapter, name) ?? setters[name](adapter, call);
};
