const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How finely and how long counters are kept. */
export interface Tier {
  readonly name: string;
  /** One round is kept in so much time; milliseconds. */
  readonly everyMs: number;
  /** Milliseconds. */
  readonly keepMs: number;
  /** Its part of all the room. */
  readonly share: number;
}

/**
 * Counters are kept as they stood, not as averages: between any two points of any tier nothing that was counted is
 * lost, only when it was counted gets coarser. Finest first.
 */
export const roundTiers: readonly Tier[] = [
  { name: '1s', everyMs: 0, keepMs: hour, share: 1 / 8 },
  { name: '10s', everyMs: 10 * second, keepMs: day, share: 1 / 4 },
  { name: '60s', everyMs: minute, keepMs: 31 * day, share: 1 / 2 },
];

/** What happened is kept as long as there is room. */
export const happeningTier: Tier = { name: 'told', everyMs: 0, keepMs: 3660 * day, share: 1 / 8 };
