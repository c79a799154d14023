import { byte } from '../field.ts';
import { struct } from '../struct.ts';

// Features of one or two values.

/** Feature 26. Drivers ask again before they set it, and set no group that is not offered. */
export const events = struct('ena_admin_feature_aenq_desc', 8, {
  supportedGroups: byte(0).u32('Bit n: group n of `eventGroups`'),
  enabledGroups: byte(4).u32(),
});

/** Feature 28. Sent twice at probe: without debug area, then with it. */
export const hostAttributes = struct('ena_admin_set_feature_host_attr_desc', 20, {
  hostInfoAddress: byte(0).address('Of a page with `hostInfo`'),
  debugAddress: byte(8).address(),
  debugSizeBytes: byte(16).u32(),
});

/** Feature 14. */
export const mtu = struct('ena_admin_set_feature_mtu_desc', 4, { mtu: byte(0).u32('Without the Ethernet header') });

/** Feature 20. */
export const moderation = struct('ena_admin_feature_intr_moder_desc', 4, {
  resolutionUs: byte(0).u16('us in a unit of delay; 0 becomes 1 and a line in the log'),
});

/** Feature 27. */
export const link = struct('ena_admin_get_feature_link_desc', 12, {
  speedMbps: byte(0).u32('Mb/s'),
  supported: byte(4).u32('Bits of `linkSpeeds`'),
  autoNegotiation: byte(8).bit(0),
  fullDuplex: byte(8).bit(1),
});

/** Bits of speeds in Mb/s. */
export const linkSpeeds = [
  { bit: 0, speedMbps: 1_000 },
  { bit: 1, speedMbps: 2_500 },
  { bit: 2, speedMbps: 5_000 },
  { bit: 3, speedMbps: 10_000 },
  { bit: 4, speedMbps: 25_000 },
  { bit: 5, speedMbps: 40_000 },
  { bit: 6, speedMbps: 50_000 },
  { bit: 7, speedMbps: 100_000 },
  { bit: 8, speedMbps: 200_000 },
  { bit: 9, speedMbps: 400_000 },
] as const;

/** Feature 8. */
export const fragmentBypass = struct('ena_admin_set_feature_frag_bypass_desc', 4, { enabled: byte(0).u8() });
