/** How far back one may look. */
export const spans = [
  { ms: 300_000, title: '5 minutes' },
  { ms: 900_000, title: '15 minutes' },
  { ms: 3_600_000, title: '1 hour' },
  { ms: 86_400_000, title: '1 day' },
  { ms: 2_592_000_000, title: '30 days' },
] as const;

/** Points of a line: about one a pixel. */
export const mostPoints = 600;

const leastRefreshMs = 2000;

/** No sooner than a line may have another point is it asked for again. */
export const refreshMsOf = (spanMs: number): number => Math.max(leastRefreshMs, spanMs / mostPoints);
