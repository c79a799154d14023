import type { Adapters, KnownAdapter } from '../adapters.ts';
import { printMoment, secondsBetween } from '../moment.ts';
import type { CounterSeries } from '../report.ts';
import type { Tally } from '../tally.ts';
import { judgeRise, judgeTotals } from './judge.ts';
import type { Snapshot } from './snapshot.ts';

/** Points kept per counter for the picture; with more, every second one goes and the rest stay evenly spread. */
const usualPoints = 512;
const maxSeries = 200;

interface Track {
  first: Snapshot;
  last: Snapshot;
  readonly points: Map<string, { time?: string; value: number }[]>;
}

/** The snapshots of every adapter over time: judged as rates where there are two, kept as series for the picture. */
export class History {
  readonly #tracks = new Map<KnownAdapter | undefined, Track>();
  readonly #maxPoints: number;

  constructor(maxPoints = usualPoints) {
    this.#maxPoints = maxPoints;
  }

  add(snapshot: Snapshot): void {
    let track = this.#tracks.get(snapshot.adapter);
    if (track === undefined) {
      track = { first: snapshot, last: snapshot, points: new Map() };
      this.#tracks.set(snapshot.adapter, track);
    }
    track.last = snapshot;
    if (this.#maxPoints === 0) return;
    const time = printMoment(snapshot.when);
    for (const [id, { value }] of snapshot.totals) {
      const points = track.points.get(id);
      if (points === undefined) {
        if (track.points.size < maxSeries) track.points.set(id, [{ ...(time !== undefined && { time }), value }]);
        continue;
      }
      points.push({ ...(time !== undefined && { time }), value });
      if (points.length > this.#maxPoints) for (let i = points.length - 2; i > 0; i -= 2) points.splice(i, 1);
    }
  }

  judge(tally: Tally): void {
    for (const { first, last } of this.#tracks.values()) {
      if (first === last) judgeTotals(first, tally);
      else judgeRise(first, last, tally);
    }
  }

  /** Whether every adapter has one snapshot only. */
  single(): boolean {
    return [...this.#tracks.values()].every(({ first, last }) => first === last);
  }

  /** Statistics above zero in the adapter's last snapshot. */
  above(adapter: KnownAdapter | undefined): ReadonlySet<string> {
    const totals = this.#tracks.get(adapter)?.last.totals ?? new Map();
    return new Set([...totals].filter(([, { value }]) => value > 0).map(([id]) => id));
  }

  /** Counters with more than one point. */
  series(adapters: Adapters): readonly CounterSeries[] {
    return [...this.#tracks].flatMap(([adapter, { first, last, points }]) => {
      if (first === last) return [];
      const seconds = secondsBetween(first.when, last.when);
      return [...points].map(([name, of]) => {
        const rise = (of.at(-1)?.value ?? 0) - (of[0]?.value ?? 0);
        return {
          ...(adapter !== undefined && { adapter: adapters.nameOf(adapter) }),
          name,
          points: of,
          ...(seconds !== undefined &&
            seconds > 0 &&
            rise >= 0 && { perSecond: Math.round((rise / seconds) * 1000) / 1000 }),
        };
      });
    });
  }
}
