/** A code of "Sub-optimal configuration notification code: N". */
export interface SubOptimalCode {
  readonly code: number;
  readonly title: string;
  readonly meaning: string;
  readonly advice: string;
}

/** First release that prints them, at info level, though the page speaks of warnings. */
export const subOptimalSince = '2.9.0';

/** The codes AWS's page lists. The device sends them as bits of one event; the code is the number of the bit plus 1. */
// biome-ignore format: a table
export const subOptimalCodes: readonly SubOptimalCode[] = [
  { code: 1, title: 'ENA Express with wide LLQ', meaning: 'ENA Express is on and the driver uses wide LLQ entries, which cost it performance.', advice: 'Load the driver with force_large_llq_header=0.' },
  { code: 2, title: 'ENA Express with a short Tx ring', meaning: 'ENA Express is on and the Tx ring is shorter than it could be.', advice: 'Look at the maximum with `ethtool -g IFACE` and set it: `ethtool -G IFACE tx MAX`.' },
  { code: 3, title: 'headers too long for the LLQ', meaning: 'A packet’s headers were longer than the 96 bytes that ordinary LLQ entries hold, and the packet was dropped.', advice: 'Switch to wide LLQ entries (224 bytes): force_large_llq_header=1. The Tx ring’s maximum falls to 512 on most types; types of Nitro v4 and later use wide entries by themselves with driver 2.9.0 and later.' },
];
