import type { attributes, capabilities } from '../spec/wire/admin/attributes.ts';
import type { FeatureName } from '../spec/wire/admin/features.ts';
import type { offloads } from '../spec/wire/admin/offloads.ts';
import type { customerMetrics, StatisticTypeName } from '../spec/wire/admin/statistics.ts';
import type { EventGroupName } from '../spec/wire/aenq.ts';
import type { Encodable } from '../spec/wire/decode.ts';
import type { hints } from '../spec/wire/hints.ts';

export type Hints = Encodable<(typeof hints)['fields']>;
export type CapabilityName = keyof typeof capabilities;
export type MetricName = keyof typeof customerMetrics;

/** How many queues of which depth. Depths are powers of two; drivers want 256 at least. */
export interface QueueLimits {
  readonly txQueues: number;
  readonly rxQueues: number;
  readonly txDepth: number;
  readonly rxDepth: number;
  readonly txCompletionDepth: number;
  readonly rxCompletionDepth: number;
  /** 1 to 255. */
  readonly maxHeaderBytes: number;
  readonly maxPacketTxDescriptors: number;
  readonly maxPacketRxDescriptors: number;
  /** Completion queues get a NUMA register. */
  readonly numaRegisters: boolean;
  /** Completion queues get a register for their head, which only old drivers write. */
  readonly completionHeads: boolean;
}

/** What feature 4 offers; bits and codes as of `spec/wire/llq`. */
export interface LlqLimits {
  readonly maxQueues: number;
  readonly maxDepth: number;
  readonly headerLocations: number;
  readonly entrySizes: number;
  readonly descriptorsBeforeHeader: number;
  readonly strides: number;
  /** A code of `entrySizes`; 0 recommends none. */
  readonly recommendedEntrySize: number;
  /** Depth with entries of 256 bytes; 0: half of the other. */
  readonly maxWideDepth: number;
  readonly acceleratedFlags: number;
  readonly maxTxBurstBytes: number;
}

/** What features 10, 12 and 18 offer. */
export interface RssLimits {
  /** Bits of `hashFunctions`. */
  readonly functions: number;
  readonly minTableLog2: number;
  readonly maxTableLog2: number;
  /** Bits of the fields that may be hashed, by `hashedProtocols`; drivers keep the device's choice where one is missing. */
  readonly inputs: readonly number[];
}

/** An adapter, part by part. `presets` has whole ones; `{ ...presets.nitro, maxMtu: 1500 }` changes one. */
export interface DeviceOptions {
  /** How registers are read: by requests that are answered in memory, or by plain loads only. */
  readonly registerReads: 'by-request' | 'plain';
  /** Of the specification. */
  readonly version: { readonly major: number; readonly minor: number };
  readonly controllerVersion: {
    readonly implementation: number;
    readonly major: number;
    readonly minor: number;
    readonly subminor: number;
  };
  /** What CAPS asks of a driver. Both times are rounded to 100 ms; at most 3100 and 1500. */
  readonly resetTimeoutMs: number;
  readonly adminTimeoutMs: number;
  readonly dmaAddressWidth: number;
  readonly contiguousQueueRequired: boolean;
  /** How long a reset really takes. 0: none of the clock's time. */
  readonly resetTimeMs: number;
  /** Size of the MSI-X table. */
  readonly vectors: number;
  /** Of feature 1, besides what the other options tell. */
  readonly identity: Encodable<Pick<(typeof attributes)['fields'], 'implementationId' | 'deviceVersion'>>;
  readonly mac: readonly number[];
  readonly maxMtu: number;
  /** Offered. `maxQueues` or `maxQueuesExtended` chooses how queue limits are told. */
  readonly features: readonly FeatureName[];
  readonly capabilities: readonly CapabilityName[];
  readonly eventGroups: readonly EventGroupName[];
  readonly statistics: readonly StatisticTypeName[];
  /** Customer metrics that are kept. */
  readonly metrics: readonly MetricName[];
  readonly queues: QueueLimits;
  readonly llq: LlqLimits;
  readonly offloads: Encodable<(typeof offloads)['fields']>;
  readonly rss: RssLimits;
  readonly moderationResolutionUs: number;
  /**
   * Least time an interrupt waits while traffic comes in bulk, whatever the guest asks for: it then finds more at once. A guest
   * that answers each frame with another still hears of each at once. 0 leaves all to the guest.
   */
  readonly bulkDelayUs: number;
  readonly link: { readonly speedMbps: number; readonly autoNegotiation: boolean; readonly fullDuplex: boolean };
  /** Time-outs the device would like; what is left out stays the driver's. */
  readonly hints: Hints;
  readonly keepAliveIntervalMs: number;
  readonly hardwareClock: {
    readonly expireTimeoutUs: number;
    readonly blockTimeoutUs: number;
    readonly errorBoundNs: number;
    /** What the clock shows when time begins: seconds since 1970. */
    readonly epochSeconds: number;
  };
  readonly flowSteeringEntries: number;
  readonly express: { readonly enabled: boolean; readonly udp: boolean; readonly udpOrderingBypass: boolean };
}
