import type { Transcribed } from './place.ts';

/** Descriptors, completions, events and small registers, typed a second time from the drivers' headers. Never generated. */
// biome-ignore format: a table
export const ringSheet: Readonly<Record<string, Transcribed>> = {
  txDescriptor: { sizeBytes: 16, fields: {
    length: [0, 0x0000ffff], requestIdHigh: [0, 0x003f0000], reserved22: [0, 0x00400000], isMeta: [0, 0x00800000], phase: [0, 0x01000000],
    reserved25: [0, 0x02000000], first: [0, 0x04000000], last: [0, 0x08000000], completionRequest: [0, 0x10000000], reserved29: [0, 0xe0000000],
    l3Protocol: [4, 0xf], dontFragment: [4, 0x10], segment: [4, 0x80], l4Protocol: [4, 0x1f00], l3Checksum: [4, 0x2000], l4Checksum: [4, 0x4000],
    fcsDisable: [4, 0x8000], l4ChecksumPartial: [4, 0x20000], requestIdLow: [4, 0xffc00000], address: [8, '48'], headerLength: [12, 0xff000000] } },
  txMetaDescriptor: { sizeBytes: 16, fields: {
    extendedValid: [0, 0x4000], mssHigh: [0, 0xf0000], extendedType: [0, 0x100000], store: [0, 0x200000], isMeta: [0, 0x800000], phase: [0, 0x1000000],
    first: [0, 0x4000000], last: [0, 0x8000000], completionRequest: [0, 0x10000000],
    l3HeaderLength: [8, 0xff], l3HeaderOffset: [8, 0xff00], l4HeaderLength: [8, 0x3f0000], mssLow: [8, 0xffc00000] } },
  txCompletion: { sizeBytes: 8, fields: {
    requestId: [0, 0xffff], status: [0, 0xff0000], phase: [0, 0x01000000], reserved25: [0, 0x3e000000], mustBeZero: [0, 0xc0000000],
    subQueue: [4, 0xffff], submissionHead: [4, 0xffff0000] } },
  txCompletionExtended: { sizeBytes: 16, fields: {
    requestId: [0, 0xffff], status: [0, 0xff0000], phase: [0, 0x01000000], reserved25: [0, 0x3e000000], mustBeZero: [0, 0xc0000000],
    subQueue: [4, 0xffff], submissionHead: [4, 0xffff0000], timestampLow: [8, 0xffffffff], timestampHigh: [12, 0xffffffff] } },
  rxDescriptor: { sizeBytes: 16, fields: {
    length: [0, 0xffff], reserved16: [0, 0xff0000], phase: [0, 0x1000000], first: [0, 0x4000000], last: [0, 0x8000000],
    completionRequest: [0, 0x10000000], reserved29: [0, 0x20000000], requestId: [4, 0xffff], reserved1: [4, 0xffff0000],
    address: [8, '48'], reserved3: [12, 0xffff0000] } },
  rxCompletion: { sizeBytes: 16, fields: {
    l3Protocol: [0, 0x1f], sourceVlanCount: [0, 0x60], mustBeZero7: [0, 0x80], l4Protocol: [0, 0x1f00], l3ChecksumError: [0, 0x2000],
    l4ChecksumError: [0, 0x4000], ipv4Fragment: [0, 0x8000], l4ChecksumChecked: [0, 0x10000], mustBeZero17: [0, 0x20000], phase: [0, 0x1000000],
    l3Checksum2: [0, 0x2000000], first: [0, 0x4000000], last: [0, 0x8000000], buffer: [0, 0x40000000], length: [4, 0xffff], requestId: [4, 0xffff0000],
    hash: [8, 0xffffffff], subQueue: [12, 0xffff], offset: [12, 0xff0000] } },
  rxCompletionExtended: { sizeBytes: 32, fields: {
    l3Protocol: [0, 0x1f], sourceVlanCount: [0, 0x60], mustBeZero7: [0, 0x80], l4Protocol: [0, 0x1f00], l3ChecksumError: [0, 0x2000],
    l4ChecksumError: [0, 0x4000], ipv4Fragment: [0, 0x8000], l4ChecksumChecked: [0, 0x10000], mustBeZero17: [0, 0x20000], phase: [0, 0x1000000],
    l3Checksum2: [0, 0x2000000], first: [0, 0x4000000], last: [0, 0x8000000], buffer: [0, 0x40000000], length: [4, 0xffff], requestId: [4, 0xffff0000],
    hash: [8, 0xffffffff], subQueue: [12, 0xffff], offset: [12, 0xff0000], bufferAddress: [16, '48'], timestampLow: [24, 0xffffffff], timestampHigh: [28, 0xffffffff] } },
  event: { sizeBytes: 64, fields: { group: [0, 0xffff], syndrome: [0, 0xffff0000], phase: [4, 0x1], reserved: [4, 0xfe], timestamp: [8, '64'] } },
  linkChange: { sizeBytes: 20, fields: { up: [0, 0x1] } },
  keepAlive: { sizeBytes: 40, fields: { rxDrops: [0, '64'], txDrops: [8, '64'], rxOverruns: [16, '64'] } },
  configuration: { sizeBytes: 32, fields: { codes: [0, '64'] } },
  hints: { sizeBytes: 32, fields: {
    registerReadTimeoutMs: [0, 0xffff], watchdogTimeoutMs: [0, 0xffff0000], missingTxCompletionTimeoutMs: [4, 0xffff], missedTxCompletionThreshold: [4, 0xffff0000],
    adminCompletionTimeoutMs: [8, 0xffff], stackWatchdogTimeoutMs: [8, 0xffff0000], maxTxBuffers: [12, 0xffff], maxRxBuffers: [12, 0xffff0000] } },
  registerAnswer: { sizeBytes: 8, fields: { requestId: [0, 0xffff], offset: [0, 0xffff0000], value: [4, 0xffffffff] } },
  doorbell: { sizeBytes: 4, fields: { tail: [0, 0xffff] } },
  interruptControl: { sizeBytes: 4, fields: { rxDelay: [0, 0x7fff], txDelay: [0, 0x3fff8000], unmask: [0, 0x40000000], keepDelays: [0, 0x80000000] } },
  numaControl: { sizeBytes: 4, fields: { node: [0, 0xff], enabled: [0, 0x80000000] } },
  hostInfo: { sizeBytes: 196, fields: {
    osType: [0, 0xffffffff], distribution: [4, '128 bytes'], distributionNumber: [132, 0xffffffff], kernelVersion: [136, '32 bytes'],
    kernelNumber: [168, 0xffffffff], driverMajor: [172, 0xff], driverMinor: [172, 0xff00], driverSubminor: [172, 0xff0000], moduleType: [172, 0xff000000],
    networkFeatures: [176, '64'], specMinor: [184, 0xff], specMajor: [184, 0xff00], pciFunction: [184, 0x70000], pciDevice: [184, 0xf80000], pciBus: [184, 0xff000000],
    cpus: [188, 0xffff], driverFeatures: [192, 0xffffffff] } },
  debugAreaHeader: { sizeBytes: 44, fields: { name: [0, '32 bytes'], length: [32, 0xffffffff], version: [36, 0xffffffff], os: [40, 0xff] } },
  debugSectionHeader: { sizeBytes: 40, fields: { name: [0, '32 bytes'], length: [32, 0xffffffff], version: [36, 0xffffffff] } },
};
