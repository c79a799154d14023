import type { LlqShape } from '../spec/wire/llq.ts';

/**
 * What the two halves of the device say to each other: the control path answers admin commands, the data path moves
 * packets. Guests' mistakes are answers with a status; nothing here throws for them.
 */

/** What a create or destroy came to. */
export type QueueResult =
  | {
      readonly ok: true;
      readonly index: number;
      /** Of an LLQ: where its entries begin in BAR2. */
      readonly llqOffset?: number;
    }
  | {
      readonly ok: false;
      /** A row of `adminStatuses`. */
      readonly status: number;
    };

/** A completion queue that a guest asks for. Depth and sizes were held against the limits; the memory was not looked at. */
export interface CompletionQueueRequest {
  /** 32-bit words of an entry: 2, 4 or 8. */
  readonly entryWords: number;
  readonly depth: number;
  readonly vector: number;
  readonly address: number;
}

/** A submission queue that a guest asks for. */
export interface SubmissionQueueRequest {
  /** One of `directions`. */
  readonly direction: number;
  /** One of `placements`. */
  readonly placement: number;
  /** The completion queue, which the data path knows to exist or not. */
  readonly completionIndex: number;
  readonly depth: number;
  /** Of the ring; means nothing for an LLQ. */
  readonly address: number;
}

/** How received packets are spread over queues. */
export interface RssState {
  /** One bit of `hashFunctions`. */
  readonly hashFunction: number;
  readonly initialValue: number;
  /** 40 bytes. */
  readonly key: Uint8Array;
  /** Bits of the fields that are hashed, by `hashedProtocols`. */
  readonly inputs: Uint16Array;
  readonly sortL3: boolean;
  readonly sortL4: boolean;
  /** Index of the Rx submission queue by hash; empty before a guest set it: one queue gets all. */
  readonly table: Uint16Array;
}

/** Counters since the reset, for keep-alives and statistics. */
export interface TrafficStatistics {
  readonly txBytes: number;
  readonly txPackets: number;
  readonly rxBytes: number;
  readonly rxPackets: number;
  readonly rxDrops: number;
  readonly txDrops: number;
  readonly rxOverruns: number;
  readonly bandwidthInExceeded: number;
  readonly bandwidthOutExceeded: number;
  readonly packetsPerSecondExceeded: number;
  readonly connectionsExceeded: number;
  readonly linkLocalExceeded: number;
  readonly connectionsAvailable: number;
  readonly expressTxPackets: number;
  readonly expressEligibleTxPackets: number;
  readonly expressRxPackets: number;
  /** Percent. */
  readonly expressUtilization: number;
}

/** A rule of feature 30. Addresses of IPv4 stand in the first four bytes. */
export interface FlowRule {
  readonly location: number;
  /** One of `flowTypes`. */
  readonly flowType: number;
  /** Index of an Rx submission queue. */
  readonly queue: number;
  /** The 128 bytes of `flowMatch`. */
  readonly match: Uint32Array;
}

/** What the control path needs of the data path. */
export interface TrafficEngine {
  createCompletionQueue(request: CompletionQueueRequest): QueueResult;
  createSubmissionQueue(request: SubmissionQueueRequest): QueueResult;
  destroyCompletionQueue(index: number): QueueResult;
  /** `direction` is one of `directions`. */
  destroySubmissionQueue(index: number, direction: number): QueueResult;
  /** A store to the doorbell of a queue; queues that are not there are passed over. */
  doorbell(area: 'txDoorbell' | 'rxDoorbell' | 'completionHead' | 'numa', index: number, value: number): void;
  /** A store to the interrupt register of a completion queue. */
  interruptControl(completionIndex: number, value: number): void;
  setMtu(bytes: number): void;
  setRss(rss: RssState): void;
  setInterruptModeration(resolutionUs: number): void;
  /** Undefined: all Tx queues lie in host memory. */
  setLlq(shape: LlqShape | undefined): void;
  /** Rules in the order of their locations. */
  setFlowRules?(rules: readonly FlowRule[]): void;
  /** Bits of `driverFeatures`: what the guest's driver says it can do. */
  setDriverFeatures?(bits: number): void;
  /** Feature 8: fragments are not held against the fragment limit. */
  setFragmentBypass?(enabled: boolean): void;
  /** Feature 31: completions carry time stamps. */
  setTimestamps?(tx: boolean, rx: boolean): void;
  /** All queues and settings are forgotten, all counters 0. */
  reset(): void;
  statistics(): TrafficStatistics;
}
