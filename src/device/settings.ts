import { hashFunctions } from '../spec/wire/admin/rss.ts';
import type { LlqShape } from '../spec/wire/llq.ts';
import type { DeviceOptions } from './options.ts';
import type { FlowRule } from './seam.ts';

/** Memory the guest offered by feature 28. Addresses are DMA addresses. */
export interface HostAttributes {
  readonly infoAddress: number;
  readonly debugAddress: number;
  /** 0: there is no debug area. */
  readonly debugSizeBytes: number;
}

/** What a driver set by commands; a reset forgets all of it. */
export interface Settings {
  mtu: number;
  enabledGroups: number;
  host: HostAttributes | undefined;
  /** Undefined: host placement only. */
  llq: LlqShape | undefined;
  readonly hash: { function: number; initialValue: number; readonly key: Uint8Array };
  readonly inputs: { readonly fields: Uint16Array; sortL3: boolean; sortL4: boolean };
  /** Empty before a driver set it. */
  table: Uint16Array;
  readonly flowRules: Map<number, FlowRule>;
  /** Where readings of the hardware clock go. */
  clockPage: number | undefined;
  timestamps: { readonly tx: number; readonly rx: number };
  fragmentBypass: boolean;
}

/** Bytes of a hash key. */
export const hashKeyBytes = 40;

/** Kinds of packets a hash input buffer has room for. */
export const hashInputs = 16;

/** The key a device hashes with before a driver gives it one: any will do that spreads. */
const ownKey = Uint8Array.from({ length: hashKeyBytes }, (_, index) => (0x6d + index * 0x35) & 0xff);

const lowestBit = (bits: number): number => bits & -bits;

/** As after a reset. */
export const initialSettings = (options: DeviceOptions): Settings => ({
  mtu: options.maxMtu,
  enabledGroups: 0,
  host: undefined,
  llq: undefined,
  hash: {
    function: lowestBit(options.rss.functions) || hashFunctions.toeplitz,
    initialValue: 0xffff_ffff,
    key: ownKey.slice(),
  },
  inputs: {
    fields: Uint16Array.from({ length: hashInputs }, (_, index) => options.rss.inputs[index] ?? 0),
    sortL3: true,
    sortL4: true,
  },
  table: new Uint16Array(0),
  flowRules: new Map(),
  clockPage: undefined,
  timestamps: { tx: 0, rx: 0 },
  fragmentBypass: false,
});
