import type { Happening } from './happening.ts';

/** So many of a kind are told at once… */
const burst = 20;
/** …and beyond that one every so often. */
const refillMs = 60_000;
const why = `More than ${burst} of a kind are told at most one a minute; the report counts them all.`;

interface Bucket {
  tokens: number;
  filledMs: number;
  withheld: number;
  sinceMs: number;
}

/** What a happening is counted with: its finding, or its kind. */
const groupOf = (happening: Happening): string =>
  'problem' in happening ? happening.problem.finding.id : happening.kind.replace(/-(?:opened|closed)$/, '');

/** What opens and closes, by key; undefined for what merely happens. */
const keyOf = (happening: Happening): string | undefined => {
  if ('problem' in happening) return happening.problem.key;
  return 'incident' in happening ? happening.incident.key : undefined;
};

/** A bucket of tokens for every finding: a flood is counted, and told of once in a while. */
export class BurstFilter {
  readonly #buckets = new Map<string, Bucket>();
  /** What was not told when it opened: its end would be news of nothing. */
  readonly #silent = new Set<string>();

  /** Whether it is to be told. */
  passes(happening: Happening, nowMs: number): boolean {
    const key = keyOf(happening);
    if (key !== undefined && !happening.kind.endsWith('-opened')) {
      const isSilent = this.#silent.has(key);
      if (happening.kind.endsWith('-closed')) this.#silent.delete(key);
      return !isSilent;
    }
    const bucket = this.#bucket(groupOf(happening), nowMs);
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return true;
    }
    if (bucket.withheld === 0) bucket.sinceMs = nowMs;
    bucket.withheld++;
    if (key !== undefined) this.#silent.add(key);
    return false;
  }

  /** What was withheld and may be told of by now. `isLast`: all of it, for nobody will ask again. */
  overdue(nowMs: number, isLast = false): readonly Happening[] {
    const told: Happening[] = [];
    for (const of of this.#buckets.keys()) {
      const bucket = this.#bucket(of, nowMs);
      if (bucket.withheld > 0 && (isLast || bucket.tokens >= 1)) {
        told.push({ kind: 'withheld', of, count: bucket.withheld, sinceMs: bucket.sinceMs, why });
        bucket.tokens = Math.max(0, bucket.tokens - 1);
        bucket.withheld = 0;
      }
      if (bucket.tokens >= burst) this.#buckets.delete(of);
    }
    return told;
  }

  #bucket(of: string, nowMs: number): Bucket {
    let bucket = this.#buckets.get(of);
    if (bucket === undefined) {
      bucket = { tokens: burst, filledMs: nowMs, withheld: 0, sinceMs: nowMs };
      this.#buckets.set(of, bucket);
    }
    const refills = Math.max(0, Math.floor((nowMs - bucket.filledMs) / refillMs));
    bucket.tokens = Math.min(burst, bucket.tokens + refills);
    // A clock that was set back must not stop the refill.
    bucket.filledMs = Math.min(nowMs, bucket.filledMs + refills * refillMs);
    return bucket;
  }
}
