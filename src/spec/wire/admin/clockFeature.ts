import { byte } from '../field.ts';
import { struct } from '../struct.ts';

/** Feature 29 as the device offers it. */
export const clockOffer = struct('ena_admin_feature_phc_desc', 28, {
  version: byte(0).u8('Must be 0'),
  doorbellOffset: byte(4).u32('In BAR0'),
  expireTimeoutUs: byte(8).u32('us; 0: 10, 20 before 2.10.0'),
  blockTimeoutUs: byte(12).u32('us; 0: 1000'),
});

/** Feature 29 as the driver sets it. */
export const clockChoice = struct('ena_admin_feature_phc_desc', 28, {
  outputAddress: byte(16).address('Where `clockReading` goes'),
  outputLength: byte(24).u32('64'),
});

/** What the device writes when the clock's doorbell rings. The request id becomes visible last. */
export const clockReading = struct('ena_admin_phc_resp', 64, {
  requestId: byte(0).u16(),
  timestampLow: byte(8).u32('ns, bits 31:0: time since 1970 is no exact number, so it stays in halves'),
  timestampHigh: byte(12).u32('ns, bits 63:32'),
  errorBound: byte(24).u32('ns; since 2.10.0'),
  timestampInvalid: byte(28).bit(0),
  errorBoundInvalid: byte(28).bit(1),
});

/** Feature 31: offer by the device, choice by the driver. */
export const timestamps = struct('ena_admin_feature_hw_ts', 3, {
  version: byte(0).u8(),
  tx: byte(1).u8('0 none, 1 all'),
  rx: byte(2).u8('0 none, 1 all'),
});
