import { byte } from './field.ts';
import { struct } from './struct.ts';

// Host memory offered by feature 28. Structured since 2.17.0; before, lines of "name value", rewritten every second.

/** Begins the debug area. */
export const debugAreaHeader = struct('ena_debug_area_header', 44, {
  name: byte(0).text(32, '"debug-area-header"'),
  length: byte(32).u32(),
  version: byte(36).u32('1'),
  os: byte(40).u8('A row of `osTypes`'),
});

/** Begins each of its sections. */
export const debugSectionHeader = struct('ena_debug_section_header', 40, {
  name: byte(0).text(32, 'One of `debugSections`'),
  length: byte(32).u32('Bytes of version and data'),
  version: byte(36).u32(),
});

/** The sections in their order; written when the adapter is reset. */
export const debugSections = ['reset_reason_info', 'global_stats', 'tx_stats', 'rx_stats', 'phc_stats'] as const;
