import { byte } from '../field.ts';
import { struct } from '../struct.ts';

/** Feature 1: who the device is. */
export const attributes = struct('ena_admin_device_attr_feature_desc', 36, {
  implementationId: byte(0).u32(),
  deviceVersion: byte(4).u32(),
  supportedFeatures: byte(8).u32(
    'Bit n: feature n. 11, 26 and one of 2 and 7 must be there; 10, 12, 18 together or none',
  ),
  capabilities: byte(12).u32('Bits of `capabilities`; since 2.6.0'),
  physicalAddressWidth: byte(16).u32(),
  virtualAddressWidth: byte(20).u32(),
  mac: byte(24).bytes(6, 'Of zeros or for groups makes the driver choose one at random'),
  flowSteeringEntries: byte(30).u16('Since 2.13.0'),
  maxMtu: byte(32).u32('Without the Ethernet header; must not shrink over a reset'),
});

/** Bits by which the device says what it can do beyond features. */
export const capabilities = {
  allowances: { bit: 0, driverName: 'ENA_ADMIN_ENI_STATS', since: '2.6.0' },
  express: { bit: 1, driverName: 'ENA_ADMIN_ENA_SRD_INFO', since: '2.8.0' },
  customerMetrics: { bit: 2, driverName: 'ENA_ADMIN_CUSTOMER_METRICS', since: '2.8.1' },
  extendedResetReasons: { bit: 3, driverName: 'ENA_ADMIN_EXTENDED_RESET_REASONS', since: '2.9.0' },
  /** The device keeps the bits of completions 0 that must be 0, so that others are a sign of damage. */
  completionsKeepZeros: { bit: 4, driverName: 'ENA_ADMIN_CDESC_MBZ', since: '2.10.0' },
} as const satisfies Record<string, { bit: number; driverName: string; since: string }>;

/** Feature 2: how many queues of which depth, in the older form. */
export const maxQueues = struct('ena_admin_queue_feature_desc', 32, {
  submissionQueues: byte(0).u32(),
  submissionDepth: byte(4).u32(),
  completionQueues: byte(8).u32(),
  completionDepth: byte(12).u32(),
  legacyLlqs: byte(16).u32('Used by 1.x only'),
  legacyLlqDepth: byte(20).u32('Used by 1.x only'),
  maxHeaderBytes: byte(24).u32('1 to 255: Linux keeps 8 bits of it'),
  maxPacketTxDescriptors: byte(28).u16(),
  maxPacketRxDescriptors: byte(30).u16(),
});

/** Feature 7: the same for Tx and Rx apart. Depths are rounded down to a power of two and must be 256 at least. */
export const maxQueuesExtended = struct('ena_admin_queue_ext_feature_desc', 44, {
  version: byte(0).u8('Must be 1, else probing fails'),
  txSubmissionQueues: byte(4).u32(),
  txCompletionQueues: byte(8).u32(),
  rxSubmissionQueues: byte(12).u32(),
  rxCompletionQueues: byte(16).u32(),
  txSubmissionDepth: byte(20).u32(),
  txCompletionDepth: byte(24).u32(),
  rxSubmissionDepth: byte(28).u32(),
  rxCompletionDepth: byte(32).u32(),
  maxHeaderBytes: byte(36).u32('1 to 255: Linux keeps 8 bits of it'),
  maxPacketTxDescriptors: byte(40).u16('With the meta descriptor'),
  maxPacketRxDescriptors: byte(42).u16(),
});
