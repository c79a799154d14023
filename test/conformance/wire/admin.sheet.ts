import type { Transcribed } from './place.ts';

/** Admin commands, features and statistics, typed a second time from the drivers' headers. Never generated. */
// biome-ignore format: a table
export const adminSheet: Readonly<Record<string, Transcribed>> = {
  request: { sizeBytes: 64, fields: {
    commandId: [0, 0xfff], opcode: [0, 0xff0000], phase: [0, 0x1000000], controlData: [0, 0x2000000], controlDataIndirect: [0, 0x4000000],
    controlLength: [4, 0xffffffff], controlAddress: [8, '48'] } },
  response: { sizeBytes: 64, fields: {
    commandId: [0, 0xfff], status: [0, 0xff0000], phase: [0, 0x1000000], extendedStatus: [4, 0xffff], submissionHead: [4, 0xffff0000] } },
  'createCq request': { sizeBytes: 20, fields: { interruptMode: [4, 0x20], entryWords: [4, 0x1f00], depth: [4, 0xffff0000], vector: [8, 0xffffffff], address: [12, '48'] } },
  'createCq response': { sizeBytes: 24, fields: { index: [8, 0xffff], actualDepth: [8, 0xffff0000], numaOffset: [12, 0xffffffff], headDoorbellOffset: [16, 0xffffffff], interruptOffset: [20, 0xffffffff] } },
  'createSq request': { sizeBytes: 36, fields: {
    direction: [4, 0xe0], placement: [4, 0xf0000], completionPolicy: [4, 0x700000], contiguous: [4, 0x1000000], cqIndex: [8, 0xffff], depth: [8, 0xffff0000],
    address: [12, '48'], headWriteback: [20, '48'] } },
  'createSq response': { sizeBytes: 24, fields: { index: [8, 0xffff], doorbellOffset: [12, 0xffffffff], llqDescriptorsOffset: [16, 0xffffffff], llqHeadersOffset: [20, 0xffffffff] } },
  'destroySq request': { sizeBytes: 8, fields: { index: [4, 0xffff], direction: [4, 0xe00000] } },
  'destroySq response': { sizeBytes: 0, fields: {} },
  'destroyCq request': { sizeBytes: 8, fields: { index: [4, 0xffff] } },
  'destroyCq response': { sizeBytes: 0, fields: {} },
  'getFeature request': { sizeBytes: 64, fields: { select: [16, 0x3], featureId: [16, 0xff00], featureVersion: [16, 0xff0000] } },
  'getFeature response': { sizeBytes: 0, fields: {} },
  'setFeature request': { sizeBytes: 64, fields: { select: [16, 0x3], featureId: [16, 0xff00], featureVersion: [16, 0xff0000] } },
  'setFeature response': { sizeBytes: 0, fields: {} },
  'getStats request': { sizeBytes: 32, fields: { type: [16, 0xff], scope: [16, 0xff00], queueIndex: [20, 0xffff], deviceId: [20, 0xffff0000], requestedMetrics: [24, '64'] } },
  'getStats response': { sizeBytes: 0, fields: {} },
  'statistics basic': { sizeBytes: 56, fields: { txBytes: [0, '64'], txPackets: [8, '64'], rxBytes: [16, '64'], rxPackets: [24, '64'], rxDrops: [32, '64'], txDrops: [40, '64'], rxOverruns: [48, '64'] } },
  'statistics extended': { sizeBytes: 0, fields: {} },
  'statistics allowances': { sizeBytes: 40, fields: { bandwidthInExceeded: [0, '64'], bandwidthOutExceeded: [8, '64'], packetsPerSecondExceeded: [16, '64'], connectionsExceeded: [24, '64'], linkLocalExceeded: [32, '64'] } },
  'statistics express': { sizeBytes: 40, fields: { enabled: [0, 0x1], udpEnabled: [0, 0x2], udpOrderingBypass: [0, 0x4], txPackets: [8, '64'], eligibleTxPackets: [16, '64'], rxPackets: [24, '64'], resourceUtilization: [32, '64'] } },
  'statistics customer': { sizeBytes: 8, fields: { reportedMetrics: [0, '64'] } },
  'deviceAttributes get': { sizeBytes: 36, fields: {
    implementationId: [0, 0xffffffff], deviceVersion: [4, 0xffffffff], supportedFeatures: [8, 0xffffffff], capabilities: [12, 0xffffffff],
    physicalAddressWidth: [16, 0xffffffff], virtualAddressWidth: [20, 0xffffffff], mac: [24, '6 bytes'], flowSteeringEntries: [28, 0xffff0000], maxMtu: [32, 0xffffffff] } },
  'maxQueues get': { sizeBytes: 32, fields: {
    submissionQueues: [0, 0xffffffff], submissionDepth: [4, 0xffffffff], completionQueues: [8, 0xffffffff], completionDepth: [12, 0xffffffff],
    legacyLlqs: [16, 0xffffffff], legacyLlqDepth: [20, 0xffffffff], maxHeaderBytes: [24, 0xffffffff], maxPacketTxDescriptors: [28, 0xffff], maxPacketRxDescriptors: [28, 0xffff0000] } },
  'maxQueuesExtended get': { sizeBytes: 44, fields: {
    version: [0, 0xff], txSubmissionQueues: [4, 0xffffffff], txCompletionQueues: [8, 0xffffffff], rxSubmissionQueues: [12, 0xffffffff], rxCompletionQueues: [16, 0xffffffff],
    txSubmissionDepth: [20, 0xffffffff], txCompletionDepth: [24, 0xffffffff], rxSubmissionDepth: [28, 0xffffffff], rxCompletionDepth: [32, 0xffffffff],
    maxHeaderBytes: [36, 0xffffffff], maxPacketTxDescriptors: [40, 0xffff], maxPacketRxDescriptors: [40, 0xffff0000] } },
  'llq get': { sizeBytes: 36, fields: {
    maxQueues: [0, 0xffffffff], maxDepth: [4, 0xffffffff], headerLocations: [8, 0xffff], headerLocation: [8, 0xffff0000], entrySizes: [12, 0xffff], entrySize: [12, 0xffff0000],
    descriptorsBeforeHeaderOffered: [16, 0xffff], descriptorsBeforeHeader: [16, 0xffff0000], strides: [20, 0xffff], stride: [20, 0xffff0000],
    version: [24, 0xff], recommendedEntrySize: [24, 0xff00], maxWideDepth: [24, 0xffff0000], acceleratedFlags: [28, 0xffff], maxTxBurstBytes: [28, 0xffff0000] } },
  'llq set': { sizeBytes: 36, fields: {
    maxQueues: [0, 0xffffffff], maxDepth: [4, 0xffffffff], headerLocations: [8, 0xffff], headerLocation: [8, 0xffff0000], entrySizes: [12, 0xffff], entrySize: [12, 0xffff0000],
    descriptorsBeforeHeaderOffered: [16, 0xffff], descriptorsBeforeHeader: [16, 0xffff0000], strides: [20, 0xffff], stride: [20, 0xffff0000],
    version: [24, 0xff], recommendedEntrySize: [24, 0xff00], maxWideDepth: [24, 0xffff0000], acceleratedFlags: [28, 0xffff] } },
  'statelessOffload get': { sizeBytes: 12, fields: {
    txL3Ipv4: [0, 0x1], txL4Ipv4Partial: [0, 0x2], txL4Ipv4Full: [0, 0x4], txL4Ipv6Partial: [0, 0x8], txL4Ipv6Full: [0, 0x10], tsoIpv4: [0, 0x20], tsoIpv6: [0, 0x40], tsoEcn: [0, 0x80],
    rxL3Ipv4: [4, 0x1], rxL4Ipv4: [4, 0x2], rxL4Ipv6: [4, 0x4], rxHash: [4, 0x8], rxEnabled: [8, 0xffffffff] } },
  'hardwareHints get': { sizeBytes: 32, fields: {
    registerReadTimeoutMs: [0, 0xffff], watchdogTimeoutMs: [0, 0xffff0000], missingTxCompletionTimeoutMs: [4, 0xffff], missedTxCompletionThreshold: [4, 0xffff0000],
    adminCompletionTimeoutMs: [8, 0xffff], stackWatchdogTimeoutMs: [8, 0xffff0000], maxTxBuffers: [12, 0xffff], maxRxBuffers: [12, 0xffff0000] } },
  'extraPropertiesStrings get': { sizeBytes: 0, fields: {} },
  'extraPropertiesFlags get': { sizeBytes: 0, fields: {} },
  'aenqConfig get': { sizeBytes: 8, fields: { supportedGroups: [0, 0xffffffff], enabledGroups: [4, 0xffffffff] } },
  'aenqConfig set': { sizeBytes: 8, fields: { supportedGroups: [0, 0xffffffff], enabledGroups: [4, 0xffffffff] } },
  'hostAttributes set': { sizeBytes: 20, fields: { hostInfoAddress: [0, '48'], debugAddress: [8, '48'], debugSizeBytes: [16, 0xffffffff] } },
  'mtu set': { sizeBytes: 4, fields: { mtu: [0, 0xffffffff] } },
  'interruptModeration get': { sizeBytes: 4, fields: { resolutionUs: [0, 0xffff] } },
  'linkConfig get': { sizeBytes: 12, fields: { speedMbps: [0, 0xffffffff], supported: [4, 0xffffffff], autoNegotiation: [8, 0x1], fullDuplex: [8, 0x2] } },
  'rssHashFunction get': { sizeBytes: 12, fields: { supported: [0, 0xffffffff], selected: [4, 0xffffffff], initialValue: [8, 0xffffffff] } },
  'rssHashFunction set': { sizeBytes: 12, fields: { supported: [0, 0xffffffff], selected: [4, 0xffffffff], initialValue: [8, 0xffffffff] } },
  'rssHashFunction controlBuffer': { sizeBytes: 48, fields: { parts: [0, 0xffffffff], key: [8, '40 bytes'] } },
  'rssHashInput get': { sizeBytes: 4, fields: { sortL3Supported: [0, 0x2], sortL4Supported: [0, 0x4], sortL3: [0, 0x20000], sortL4: [0, 0x40000] } },
  'rssHashInput set': { sizeBytes: 4, fields: { sortL3Supported: [0, 0x2], sortL4Supported: [0, 0x4], sortL3: [0, 0x20000], sortL4: [0, 0x40000] } },
  'rssHashInput controlBuffer': { sizeBytes: 4, fields: { l2Destination: [0, 0x1], l2Source: [0, 0x2], l3Destination: [0, 0x4], l3Source: [0, 0x8], l4Destination: [0, 0x10], l4Source: [0, 0x20] } },
  'rssIndirectionTable get': { sizeBytes: 16, fields: { minSizeLog2: [0, 0xffff], maxSizeLog2: [0, 0xffff0000], sizeLog2: [4, 0xffff], oneEntryUpdate: [4, 0x10000], inlineIndex: [8, 0xffffffff], inlineQueue: [12, 0xffff] } },
  'rssIndirectionTable set': { sizeBytes: 16, fields: { minSizeLog2: [0, 0xffff], maxSizeLog2: [0, 0xffff0000], sizeLog2: [4, 0xffff], oneEntryUpdate: [4, 0x10000], inlineIndex: [8, 0xffffffff], inlineQueue: [12, 0xffff] } },
  'rssIndirectionTable controlBuffer': { sizeBytes: 4, fields: { queue: [0, 0xffff] } },
  'hardwareClock get': { sizeBytes: 28, fields: { version: [0, 0xff], doorbellOffset: [4, 0xffffffff], expireTimeoutUs: [8, 0xffffffff], blockTimeoutUs: [12, 0xffffffff] } },
  'hardwareClock set': { sizeBytes: 28, fields: { outputAddress: [16, '48'], outputLength: [24, 0xffffffff] } },
  clockReading: { sizeBytes: 64, fields: { requestId: [0, 0xffff], timestampLow: [8, 0xffffffff], timestampHigh: [12, 0xffffffff], errorBound: [24, 0xffffffff], timestampInvalid: [28, 0x1], errorBoundInvalid: [28, 0x2] } },
  'flowSteering set': { sizeBytes: 12, fields: { action: [0, 0xff], flowType: [0, 0xff00], queue: [0, 0xffff0000], location: [4, 0xffff], flags: [8, 0xffffffff] } },
  'flowSteering setResponse': { sizeBytes: 2, fields: { location: [0, 0xffff] } },
  'flowSteering controlBuffer': { sizeBytes: 128, fields: {
    destinationIp: [0, '16 bytes'], destinationIpMask: [16, '16 bytes'], sourceIp: [32, '16 bytes'], sourceIpMask: [48, '16 bytes'],
    destinationPort: [64, 0xffff], destinationPortMask: [64, 0xffff0000], sourcePort: [68, 0xffff], sourcePortMask: [68, 0xffff0000], tos: [72, 0xff], tosMask: [72, 0xff00] } },
  'hardwareTimestamps get': { sizeBytes: 3, fields: { version: [0, 0xff], tx: [0, 0xff00], rx: [0, 0xff0000] } },
  'hardwareTimestamps set': { sizeBytes: 3, fields: { version: [0, 0xff], tx: [0, 0xff00], rx: [0, 0xff0000] } },
  'fragmentBypass set': { sizeBytes: 4, fields: { enabled: [0, 0xff] } },
};
