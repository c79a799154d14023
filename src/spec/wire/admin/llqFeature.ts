import { byte } from '../field.ts';
import { struct } from '../struct.ts';

const choices = {
  maxQueues: byte(0).u32('0: no LLQ'),
  maxDepth: byte(4).u32(),
  headerLocations: byte(8).u16('Offered: bits of `headerLocations`'),
  headerLocation: byte(10).u16('Chosen'),
  entrySizes: byte(12).u16('Offered: codes of `entrySizes`'),
  entrySize: byte(14).u16('Chosen'),
  descriptorsBeforeHeaderOffered: byte(16).u16('Offered: bits 1, 2, 4, 8'),
  descriptorsBeforeHeader: byte(18).u16('Chosen'),
  strides: byte(20).u16('Offered: bits of `strides`'),
  stride: byte(22).u16('Chosen'),
  version: byte(24).u8('Since 2.9.0'),
  recommendedEntrySize: byte(25).u8('Code of `entrySizes`; since 2.9.0'),
  maxWideDepth: byte(26).u16('Depth with entries of 256 bytes; 0: unknown; since 2.11.0'),
} as const;

/** Feature 4 as the device offers it. 28 bytes in 2.0.2 to 2.1.4, which had `maxTxBurstBytes` at byte 24. */
export const llqOffer = struct('ena_admin_feature_llq_desc', 36, {
  ...choices,
  acceleratedFlags: byte(28).u16('Demanded: bits of `acceleratedFlags`'),
  maxTxBurstBytes: byte(30).u16('Bytes of entries between two doorbells'),
});

/** Feature 4 as the driver chooses. */
export const llqChoice = struct('ena_admin_feature_llq_desc', 36, {
  ...choices,
  acceleratedFlags: byte(28).u16('What the driver can do: always both'),
});
