import { features as rows } from '../../features.ts';
import type { Layout } from '../field.ts';
import { hints } from '../hints.ts';
import { nothing, type Struct } from '../struct.ts';
import { attributes, maxQueues, maxQueuesExtended } from './attributes.ts';
import { clockChoice, clockOffer, timestamps } from './clockFeature.ts';
import { flowMatch, flowRule, flowRuleAnswer } from './flowSteering.ts';
import { llqChoice, llqOffer } from './llqFeature.ts';
import { offloads } from './offloads.ts';
import * as rss from './rss.ts';
import * as settings from './settings.ts';

/** How a feature crosses the wire. `get` counts from `responsePayloadWord`, `set` from `setPayloadWord`. */
export interface WireFeature {
  /** Highest version a driver asks for. */
  readonly version: number;
  /** What the device answers when it is asked. Absent: no driver asks. */
  readonly get?: Struct<Layout>;
  /** What a driver sets. Absent: none does. */
  readonly set?: Struct<Layout>;
  /** What the device answers when it is set, where that is anything. */
  readonly setResponse?: Struct<Layout>;
  /** What lies in the control buffer; of a buffer of many entries, one of them. Absent: there is none. */
  readonly controlBuffer?: Struct<Layout>;
}

const feature = <const F extends WireFeature>(name: string, wire: F): F & { readonly id: number } => {
  const row = rows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new RangeError(`no feature is named ${name}`);
  return Object.freeze({ ...wire, id: row.id });
};

/** All features, by the names of `features`. */
// biome-ignore format: a table
export const wireFeatures = {
  deviceAttributes: feature('device-attributes', { version: 0, get: attributes }),
  maxQueues: feature('max-queues', { version: 0, get: maxQueues }),
  hardwareHints: feature('hardware-hints', { version: 0, get: hints }),
  llq: feature('llq', { version: 1, get: llqOffer, set: llqChoice }),
  extraPropertiesStrings: feature('extra-properties-strings', { version: 0, get: nothing }),
  extraPropertiesFlags: feature('extra-properties-flags', { version: 0, get: nothing }),
  maxQueuesExtended: feature('max-queues-extended', { version: 1, get: maxQueuesExtended }),
  fragmentBypass: feature('fragment-bypass', { version: 0, set: settings.fragmentBypass }),
  rssHashFunction: feature('rss-hash-function', { version: 0, get: rss.hashFunction, set: rss.hashFunction, controlBuffer: rss.hashKey }),
  statelessOffload: feature('stateless-offload', { version: 0, get: offloads }),
  rssIndirectionTable: feature('rss-indirection-table', { version: 1, get: rss.indirection, set: rss.indirection, controlBuffer: rss.indirectionEntry }),
  mtu: feature('mtu', { version: 0, set: settings.mtu }),
  rssHashInput: feature('rss-hash-input', { version: 0, get: rss.hashInput, set: rss.hashInput, controlBuffer: rss.hashInputBuffer.selected.entry }),
  interruptModeration: feature('interrupt-moderation', { version: 0, get: settings.moderation }),
  aenqConfig: feature('aenq-config', { version: 0, get: settings.events, set: settings.events }),
  linkConfig: feature('link-config', { version: 0, get: settings.link }),
  hostAttributes: feature('host-attributes', { version: 0, set: settings.hostAttributes }),
  hardwareClock: feature('hardware-clock', { version: 0, get: clockOffer, set: clockChoice }),
  flowSteering: feature('flow-steering', { version: 0, set: flowRule, setResponse: flowRuleAnswer, controlBuffer: flowMatch }),
  hardwareTimestamps: feature('hardware-timestamps', { version: 1, get: timestamps, set: timestamps }),
} as const satisfies Record<string, WireFeature>;

export type FeatureName = keyof typeof wireFeatures;

type With<Part extends 'get' | 'set'> = {
  [Name in FeatureName]: (typeof wireFeatures)[Name] extends { readonly [P in Part]: unknown } ? Name : never;
}[FeatureName];

/** Features a driver asks for: a device's `Record<GettableFeature, …>` that forgets one does not compile. */
export type GettableFeature = With<'get'>;
/** Features a driver sets. */
export type SettableFeature = With<'set'>;

const byId = new Map(Object.entries(wireFeatures).map(([name, { id }]) => [id, name as FeatureName]));

/** Name of the feature of an id; undefined where there is none. */
export const featureOf = (id: number): FeatureName | undefined => byId.get(id);
