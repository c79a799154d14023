import type { LimitSettings } from '../../device/dataPath/index.ts';
import type { DeviceOptions } from '../../device/options.ts';
import { type Impairment, type NetworkName, parseImpairment, parseNetwork } from '../network/index.ts';
import { parseInstanceLimits, parseMac, parsePreset, withDriverLimits, withQueues } from './adapterNotation.ts';

/** What an adapter is like, as plain data: it may go to another thread. */
export interface AdapterSpec {
  readonly device: DeviceOptions;
  readonly limits: LimitSettings | undefined;
  readonly network: NetworkName;
  readonly impairment: Impairment | undefined;
}

/** The same in the words of a command line. */
export interface AdapterWords {
  readonly preset?: string;
  readonly queues?: string;
  readonly mac?: string;
  readonly 'driver-limits'?: string;
  readonly 'instance-limits'?: string;
  readonly net?: string;
  readonly impair?: string;
}

const given = <T>(text: string | undefined, parse: (text: string) => T): T | undefined =>
  text === undefined ? undefined : parse(text);

/** Reads what is said of an adapter; what is not said is as of a current instance, before a neighbour that answers. @throws BadNotation */
export const readSpec = (words: AdapterWords): AdapterSpec => {
  const preset = parsePreset(words.preset ?? 'nitro');
  const sized = given(words.queues, (text) => withQueues(preset, text)) ?? preset;
  const mac = given(words.mac, parseMac) ?? sized.mac;
  const device = { ...sized, mac };
  return {
    device: given(words['driver-limits'], (text) => withDriverLimits(device, text)) ?? device,
    limits: given(words['instance-limits'], parseInstanceLimits),
    network: parseNetwork(words.net ?? 'echo'),
    impairment: given(words.impair, parseImpairment),
  };
};

/** The `ordinal`th of several adapters of one spec: no two stations have one address. */
export const numbered = (spec: AdapterSpec, ordinal: number): AdapterSpec => {
  const { mac } = spec.device;
  const last = mac.slice(3).reduce((sum, byte) => sum * 256 + byte, 0) + ordinal;
  const tail = [16, 8, 0].map((shift) => (last >>> shift) & 0xff);
  return { ...spec, device: { ...spec.device, mac: [...mac.slice(0, 3), ...tail] } };
};

export const macText = (mac: readonly number[]): string =>
  mac.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
