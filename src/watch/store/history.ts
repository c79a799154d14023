import { setImmediate } from 'node:timers/promises';
import type { Told } from '../happening.ts';
import { type Round, roundsIn } from './roundCodec.ts';
import { contentOf, type Segment, segmentsBetween, segmentsOf } from './segment.ts';
import { happeningTier, roundTiers, type Tier } from './tiers.ts';
import { toldIn } from './toldIn.ts';

/** How a counter stood at a time. */
export interface HistoryPoint {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly value: number;
}

/** Rounds that are read in one go. */
const atOnce = 1000;

/** Tiers begin within one round of the coarsest of each other. */
const sameBeginMs = 60_000;

/** A statistic's place in rounds, whose names stay the same for long. */
const placeIn = (name: string): ((round: Round) => number) => {
  let names: readonly string[] = [];
  let place = -1;
  return (round) => {
    if (round.names !== names) [names, place] = [round.names, round.names.indexOf(name)];
    return place;
  };
};

/** Reads a folder that an agent writes, while it does so or afterwards. Damaged ends of segments are passed over. */
export class History {
  readonly reachMs = Math.max(...roundTiers.map(({ keepMs }) => keepMs));
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * How a statistic of an adapter stood, oldest first: values as they were counted, so that rates follow from any two
   * points; a fall is a driver loaded anew. Taken from the finest tier that reaches back to `fromMs`, thinned out to
   * `mostPoints`.
   *
   * @param adapter PCI address
   * @param name id of a statistic
   */
  async series(
    adapter: string,
    name: string,
    fromMs: number,
    toMs: number,
    mostPoints: number,
  ): Promise<readonly HistoryPoint[]> {
    const bucketMs = Math.max(1, (toMs - fromMs) / Math.max(1, mostPoints));
    const bucketOf = (atMs: number): number => Math.min(mostPoints - 1, Math.floor((atMs - fromMs) / bucketMs));
    const points: HistoryPoint[] = [];
    for (const segment of await this.#segments(await this.#tierFor(fromMs, bucketMs), fromMs, toMs)) {
      const placeOf = placeIn(name);
      let read = 0;
      for (const round of roundsIn(await contentOf(segment), adapter)) {
        read += 1;
        // Sampling goes on meanwhile.
        if (read % atOnce === 0) await setImmediate();
        const { atMs } = round;
        if (atMs < fromMs || atMs > toMs) continue;
        const value = round.values[placeOf(round)];
        if (value === undefined) continue;
        const before = points.at(-1);
        // The last of a bucket stands for it: what was counted until then is in it.
        if (before !== undefined && bucketOf(before.atMs) === bucketOf(atMs)) points.pop();
        points.push({ atMs, value });
      }
    }
    return points;
  }

  /** What happened between two times and after a sequence number: the first `most` of it, oldest first. */
  async happenings(fromMs: number, toMs: number, afterSeq: number, most: number): Promise<readonly Told[]> {
    const found: Told[] = [];
    for (const segment of await this.#segments(happeningTier, fromMs, toMs)) {
      for (const told of toldIn(await contentOf(segment))) {
        if (found.length >= most) return found;
        if (told.seq > afterSeq && told.atMs >= fromMs && told.atMs <= toMs) found.push(told);
      }
    }
    return found;
  }

  /** The sequence number of the last happening that is kept; 0 for none. */
  async newestSeq(): Promise<number> {
    for (const segment of (await segmentsOf(this.#folder, happeningTier.name)).toReversed()) {
      let newest = 0;
      for (const { seq } of toldIn(await contentOf(segment))) newest = Math.max(newest, seq);
      if (newest > 0) return newest;
    }
    return 0;
  }

  /** When counters were last kept; milliseconds since 1970, 0 for never. */
  async newestRoundMs(): Promise<number> {
    const newest = (await segmentsOf(this.#folder, roundTiers[0]!.name)).at(-1);
    let lastMs = newest?.firstMs ?? 0;
    if (newest !== undefined) for (const { atMs } of roundsIn(await contentOf(newest))) lastMs = atMs;
    return lastMs;
  }

  async #segments(tier: Tier, fromMs: number, toMs: number): Promise<readonly Segment[]> {
    return segmentsBetween(await segmentsOf(this.#folder, tier.name), fromMs, toMs);
  }

  /** The coarsest tier that is fine enough among those that reach back as far as any does, else the finest of those. */
  async #tierFor(fromMs: number, bucketMs: number): Promise<Tier> {
    const begins = await Promise.all(
      roundTiers.map(
        async ({ name }) => (await segmentsOf(this.#folder, name))[0]?.firstMs ?? Number.POSITIVE_INFINITY,
      ),
    );
    const latestMs = Math.max(fromMs, Math.min(...begins) + sameBeginMs);
    const reaching = roundTiers.filter((_, i) => begins[i]! <= latestMs);
    return reaching.findLast(({ everyMs }) => everyMs <= bucketMs) ?? reaching[0] ?? roundTiers[0]!;
  }
}
