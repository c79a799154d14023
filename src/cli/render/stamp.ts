/** The stamps of a report: ISO 8601 where the wall time is known, `[18509.800135]` (seconds since boot) else. */

export interface Instant {
  readonly axis: 'wall' | 'uptime';
  /** Seconds since 1970 UTC, or since boot. */
  readonly seconds: number;
}

const sinceBoot = /^\[ *(\d{1,15}(?:\.\d{1,9})?)\]$/;
const iso = /^\d{4}-\d\d-\d\dT[\d:.]{4,20}(?:Z|[+-]\d\d:?\d\d)?$/;

/** The point of time a stamp names; undefined where there is none or it cannot be read. */
export function instantOf(stamp: string | undefined): Instant | undefined {
  if (stamp === undefined) return undefined;
  const uptime = sinceBoot.exec(stamp)?.[1];
  if (uptime !== undefined) return { axis: 'uptime', seconds: Number(uptime) };
  const wallMs = iso.test(stamp) ? Date.parse(stamp) : Number.NaN;
  return Number.isNaN(wallMs) ? undefined : { axis: 'wall', seconds: wallMs / 1000 };
}

/** Seconds from one stamp to another, where both are readable and of the same clock. */
export function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
  const [begin, end] = [instantOf(from), instantOf(to)];
  return begin && end && begin.axis === end.axis ? end.seconds - begin.seconds : undefined;
}

/** `2026-07-24 03:11:09 UTC`. A stamp of the kernel's clock stays as it is, since that is what grep finds. */
export function stampWords(stamp: string): string {
  const instant = instantOf(stamp);
  if (instant?.axis !== 'wall') return stamp;
  return `${new Date(instant.seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `2026-07-24 03:11:09 to 03:12:10 UTC`: a span without saying the day twice. */
export function spanWords(first: string, last: string): string {
  const [from, to] = [stampWords(first), stampWords(last)];
  if (from === to) return from;
  if (!from.endsWith(' UTC') || !to.endsWith(' UTC')) return `${from} to ${to}`;
  const day = from.slice(0, from.indexOf(' '));
  return `${from.slice(0, -4)} to ${to.startsWith(`${day} `) ? to.slice(day.length + 1) : to}`;
}
