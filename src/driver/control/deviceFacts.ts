import type { LlqShape } from '../../spec/wire/llq.ts';

/** LLQ as agreed with the device. */
export interface Llq {
  readonly shape: LlqShape;
  /** Most entries a queue can have. */
  readonly maxDepth: number;
  readonly maxQueues: number;
  /** Every packet carries its meta descriptor. */
  readonly withoutMetaCache: boolean;
  /** Entries between two doorbells; 0 for any number. */
  readonly burstEntries: number;
}

/** What the device said of itself. */
export interface DeviceFacts {
  readonly supportedFeatures: number;
  readonly capabilities: number;
  readonly completionsKeepZeros: boolean;
  readonly extendedResetReasons: boolean;
  readonly dmaWidth: number;
  readonly mac: Uint8Array;
  readonly maxMtu: number;
  readonly maxTxQueues: number;
  readonly maxRxQueues: number;
  readonly maxTxDepth: number;
  readonly maxRxDepth: number;
  readonly maxHeaderBytes: number;
  readonly maxTxBuffers: number;
  readonly maxRxBuffers: number;
  readonly txOffloads: number;
  readonly rxOffloads: number;
  /** It checks the sums of received TCP and UDP. */
  readonly checksRxSums: boolean;
  readonly eventGroups: number;
  readonly delayUnitUs: number;
  readonly hasModeration: boolean;
  /** Customer metrics by bit. */
  readonly metrics: number;
  readonly llq: Llq | undefined;
}

/** Before the device was asked. */
export const unknownDevice: DeviceFacts = {
  supportedFeatures: 0,
  capabilities: 0,
  completionsKeepZeros: false,
  extendedResetReasons: false,
  dmaWidth: 32,
  mac: new Uint8Array(6),
  maxMtu: 0,
  maxTxQueues: 0,
  maxRxQueues: 0,
  maxTxDepth: 0,
  maxRxDepth: 0,
  maxHeaderBytes: 0,
  maxTxBuffers: 0,
  maxRxBuffers: 0,
  txOffloads: 0,
  rxOffloads: 0,
  checksRxSums: false,
  eventGroups: 0,
  delayUnitUs: 1,
  hasModeration: false,
  metrics: 0,
  llq: undefined,
};
