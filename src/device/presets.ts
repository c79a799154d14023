import { hashFunctions } from '../spec/wire/admin/rss.ts';
import { acceleratedFlags, headerLocations, strides } from '../spec/wire/llq.ts';
import { msix } from '../spec/wire/pci.ts';
import type { DeviceOptions } from './options.ts';

const l2 = 0x03;
const l3 = 0x0c;
const l4 = 0x30;

/** An adapter of a current instance: all that the drivers of today ask for. */
const nitro: DeviceOptions = {
  registerReads: 'by-request',
  version: { major: 2, minor: 0 },
  controllerVersion: { implementation: 1, major: 0, minor: 0, subminor: 1 },
  resetTimeoutMs: 3000,
  adminTimeoutMs: 0,
  dmaAddressWidth: 48,
  contiguousQueueRequired: false,
  resetTimeMs: 1,
  vectors: msix.vectors,
  identity: { implementationId: 1, deviceVersion: 1 },
  mac: [0x02, 0xe1, 0xa0, 0x00, 0x00, 0x01],
  maxMtu: 9216,
  // Queue limits in the older form too: drivers before 1.6.0 know no other, and run on current instances.
  features: [
    'deviceAttributes',
    'maxQueues',
    'hardwareHints',
    'llq',
    'maxQueuesExtended',
    'fragmentBypass',
    'rssHashFunction',
    'statelessOffload',
    'rssIndirectionTable',
    'mtu',
    'rssHashInput',
    'interruptModeration',
    'aenqConfig',
    'linkConfig',
    'hostAttributes',
    'hardwareClock',
    'flowSteering',
  ],
  capabilities: ['allowances', 'express', 'customerMetrics', 'extendedResetReasons', 'completionsKeepZeros'],
  eventGroups: [
    'linkChange',
    'fatalError',
    'warning',
    'notification',
    'keepAlive',
    'refreshCapabilities',
    'configuration',
    'deviceRequestReset',
  ],
  statistics: ['basic', 'extended', 'allowances', 'express', 'customer'],
  metrics: [
    'bandwidthInExceeded',
    'bandwidthOutExceeded',
    'packetsPerSecondExceeded',
    'connectionsExceeded',
    'linkLocalExceeded',
    'connectionsAvailable',
  ],
  queues: {
    txQueues: 32,
    rxQueues: 32,
    txDepth: 1024,
    rxDepth: 16_384,
    txCompletionDepth: 1024,
    rxCompletionDepth: 16_384,
    maxHeaderBytes: 128,
    maxPacketTxDescriptors: 20,
    maxPacketRxDescriptors: 19,
    numaRegisters: true,
    completionHeads: false,
  },
  llq: {
    maxQueues: 32,
    maxDepth: 1024,
    headerLocations: headerLocations.inline,
    entrySizes: 0x5,
    descriptorsBeforeHeader: 0x7,
    strides: strides.single | strides.multiple,
    recommendedEntrySize: 0x1,
    maxWideDepth: 512,
    acceleratedFlags: acceleratedFlags.disableMetaCaching,
    maxTxBurstBytes: 0,
  },
  offloads: {
    txL3Ipv4: 1,
    txL4Ipv4Partial: 1,
    txL4Ipv4Full: 1,
    txL4Ipv6Partial: 1,
    txL4Ipv6Full: 1,
    tsoIpv4: 1,
    tsoIpv6: 1,
    tsoEcn: 1,
    rxL3Ipv4: 1,
    rxL4Ipv4: 1,
    rxL4Ipv6: 1,
    rxHash: 1,
    rxEnabled: 0xf,
  },
  rss: {
    functions: hashFunctions.toeplitz,
    minTableLog2: 7,
    maxTableLog2: 7,
    inputs: [l3 | l4, l3 | l4, l3 | l4, l3 | l4, l3, l3, l3, l2, l3 | l4, l3],
  },
  moderationResolutionUs: 1,
  bulkDelayUs: 0,
  link: { speedMbps: 25_000, autoNegotiation: false, fullDuplex: true },
  hints: {},
  keepAliveIntervalMs: 1000,
  hardwareClock: { expireTimeoutUs: 0, blockTimeoutUs: 0, errorBoundNs: 30_000, epochSeconds: 1_767_225_600 },
  flowSteeringEntries: 64,
  express: { enabled: false, udp: false, udpOrderingBypass: false },
};

/** An adapter of the second generation: LLQ and allowances, none of what came after 2.6.0. */
const second: DeviceOptions = {
  ...nitro,
  vectors: 9,
  features: nitro.features.filter(
    (name) => name !== 'fragmentBypass' && name !== 'hardwareClock' && name !== 'flowSteering',
  ),
  capabilities: ['allowances'],
  eventGroups: ['linkChange', 'fatalError', 'warning', 'notification', 'keepAlive'],
  statistics: ['basic', 'extended', 'allowances'],
  metrics: [],
  queues: { ...nitro.queues, txQueues: 8, rxQueues: 8, rxDepth: 8192, rxCompletionDepth: 8192 },
  llq: { ...nitro.llq, maxQueues: 8, recommendedEntrySize: 0, maxWideDepth: 0, acceleratedFlags: 0 },
  link: { ...nitro.link, speedMbps: 10_000 },
  flowSteeringEntries: 0,
};

/** The adapter of the logs on AWS's page, of 2016: it refuses features 10, 18, 20 and 28, and counts nothing but traffic. */
const first: DeviceOptions = {
  ...second,
  version: { major: 0, minor: 10 },
  features: ['deviceAttributes', 'maxQueues', 'statelessOffload', 'rssIndirectionTable', 'mtu', 'aenqConfig'],
  capabilities: [],
  statistics: ['basic', 'extended'],
  queues: {
    ...second.queues,
    rxDepth: 1024,
    rxCompletionDepth: 1024,
    maxPacketTxDescriptors: 17,
    maxPacketRxDescriptors: 17,
    completionHeads: true,
  },
  resetTimeMs: 200,
};

/** The least that Linux drivers of every age take without giving up: one queue pair, no offload, no RSS. */
const minimal: DeviceOptions = {
  ...first,
  version: { major: 2, minor: 0 },
  vectors: 2,
  features: ['deviceAttributes', 'maxQueues', 'statelessOffload', 'mtu', 'aenqConfig'],
  eventGroups: ['linkChange', 'keepAlive'],
  statistics: ['basic'],
  queues: {
    ...first.queues,
    txQueues: 1,
    rxQueues: 1,
    txDepth: 256,
    rxDepth: 256,
    txCompletionDepth: 256,
    rxCompletionDepth: 256,
    maxPacketTxDescriptors: 2,
    maxPacketRxDescriptors: 2,
    numaRegisters: false,
    completionHeads: false,
  },
  offloads: {},
  resetTimeMs: 0,
};

/** Whole adapters to begin from. */
export const presets = { nitro, second, first, minimal } as const satisfies Record<string, DeviceOptions>;

export type PresetName = keyof typeof presets;
