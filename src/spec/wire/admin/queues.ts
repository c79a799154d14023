import { byte } from '../field.ts';
import { nothing, struct } from '../struct.ts';

// The four commands that make and remove queues. Offsets are those of the whole entry.

/** Which way packets go. Tx and Rx queues may have the same index, since each command tells the direction. */
export const directions = { tx: 1, rx: 2 } as const;

/** Where descriptors lie: in the guest's memory, or in the device's (LLQ; Tx only). */
export const placements = { host: 1, device: 3 } as const;

/** When a completion is posted. Drivers use 0. */
export const completionPolicies = { perDescriptor: 0, onDemand: 1, headOnDemand: 2, head: 3 } as const;

/** Sizes of a completion, in words: Tx, Rx or extended Tx, extended Rx. The header's comment wrongly leaves out 2. */
export const completionWords = { tx: 2, txExtended: 4, rx: 4, rxExtended: 8 } as const;

export const createCqRequest = struct('ena_admin_aq_create_cq_cmd', 20, {
  interruptMode: byte(4).bit(5, 'Always set'),
  entryWords: byte(5).bits(4, 0, 'One of `completionWords`'),
  depth: byte(6).u16(),
  vector: byte(8).u32('1 + queue pair'),
  address: byte(12).address('Of the ring'),
});

export const createCqResponse = struct('ena_admin_acq_create_cq_resp_desc', 24, {
  index: byte(8).u16(),
  actualDepth: byte(10).u16('Not read'),
  numaOffset: byte(12).u32('In BAR0; 0: none'),
  headDoorbellOffset: byte(16).u32('In BAR0; 0: none; not looked at since 2.7.2 and after kernel 6.1'),
  interruptOffset: byte(20).u32('In BAR0: where `interruptControl` is written'),
});

export const createSqRequest = struct('ena_admin_aq_create_sq_cmd', 36, {
  direction: byte(4).bits(7, 5, 'One of `directions`'),
  placement: byte(6).bits(3, 0, 'One of `placements`'),
  completionPolicy: byte(6).bits(6, 4, 'One of `completionPolicies`'),
  contiguous: byte(7).bit(0, 'Always set'),
  cqIndex: byte(8).u16('Completion queue, made before'),
  depth: byte(10).u16('Descriptors, or entries of an LLQ'),
  address: byte(12).address('Of the ring; host placement only'),
  headWriteback: byte(20).address('Not used'),
});

export const createSqResponse = struct('ena_admin_acq_create_sq_resp_desc', 24, {
  index: byte(8).u16(),
  doorbellOffset: byte(12).u32('In BAR0'),
  llqDescriptorsOffset: byte(16).u32('In BAR2'),
  llqHeadersOffset: byte(20).u32('In BAR2; not used by current drivers'),
});

export const destroySqRequest = struct('ena_admin_aq_destroy_sq_cmd', 8, {
  index: byte(4).u16(),
  direction: byte(6).bits(7, 5, 'One of `directions`'),
});

export const destroyCqRequest = struct('ena_admin_aq_destroy_cq_cmd', 8, { index: byte(4).u16() });

export const emptyResponse = nothing;
