import { capabilities } from '../../spec/wire/admin/attributes.ts';
import { type FeatureName, wireFeatures } from '../../spec/wire/admin/features.ts';
import { descriptorsBeforeHeader, entrySizes, headerLocations, strides } from '../../spec/wire/llq.ts';

/** How the mock is; every part may be changed, also while it runs. */
export interface MockOptions {
  /** Features it offers. */
  features: readonly FeatureName[];
  capabilities: readonly (keyof typeof capabilities)[];
  eventGroups: number;
  mac: Uint8Array;
  maxMtu: number;
  queues: number;
  txDepth: number;
  rxDepth: number;
  maxPacketDescriptors: number;
  llq: Readonly<Record<string, number>>;
  hints: Readonly<Record<string, number>>;
  resolutionUs: number;
  /** Rings larger than this find no room in the device. */
  roomForDepth: number;
}

/** What a current device offers, small. */
export const mockDefaults: MockOptions = {
  features: [
    'deviceAttributes',
    'maxQueues',
    'hardwareHints',
    'maxQueuesExtended',
    'rssHashFunction',
    'statelessOffload',
    'rssIndirectionTable',
    'mtu',
    'rssHashInput',
    'interruptModeration',
    'aenqConfig',
    'linkConfig',
    'hostAttributes',
  ],
  capabilities: ['extendedResetReasons', 'completionsKeepZeros'],
  eventGroups: 0xff,
  mac: Uint8Array.of(2, 0x8a, 0x3c, 0x1e, 0x13, 0xb5),
  maxMtu: 9216,
  queues: 8,
  txDepth: 1024,
  rxDepth: 1024,
  maxPacketDescriptors: 18,
  llq: {
    maxQueues: 8,
    maxDepth: 1024,
    headerLocations: headerLocations.inline,
    entrySizes: entrySizes.reduce((bits, { code }) => bits | code, 0),
    descriptorsBeforeHeaderOffered: descriptorsBeforeHeader.reduce((bits, code) => bits | code, 0),
    strides: strides.multiple | strides.single,
  },
  hints: {},
  resolutionUs: 1,
  roomForDepth: 32_768,
};

/** The bits that stand for features. */
export const featureBits = (names: readonly FeatureName[]): number =>
  names.reduce((bits, name) => bits | (1 << wireFeatures[name].id), 0) >>> 0;

/** The bits that stand for capabilities. */
export const capabilityBits = (names: readonly (keyof typeof capabilities)[]): number =>
  names.reduce((bits, name) => bits | (1 << capabilities[name].bit), 0);
