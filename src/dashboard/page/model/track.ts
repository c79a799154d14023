import type { AdapterView, Change } from '../../../watch/http/wire.ts';

/** How far back rates can be told. */
const mostRounds = 181;

/** One round of counters. */
export interface Round {
  readonly atMs: number;
  readonly values: Float64Array;
}

/** The counters of an adapter over the last minutes. */
export class Track {
  readonly names: readonly string[];
  readonly rounds: Round[] = [];
  /** How many queues it has counters of. */
  readonly queues: number;
  readonly #places: ReadonlyMap<string, number>;

  constructor({ names, values, sampledMs = 0 }: AdapterView) {
    this.names = names;
    this.queues = names.reduce((most, name) => Math.max(most, Number(/^queue_(\d+)_/.exec(name)?.[1] ?? -1) + 1), 0);
    this.#places = new Map(names.map((name, index) => [name, index]));
    if (names.length > 0) this.rounds.push({ atMs: sampledMs, values: Float64Array.from(values) });
  }

  take(atMs: number, { changed }: Change): void {
    const before = this.rounds.at(-1);
    if (before === undefined) return;
    const values = before.values.slice();
    for (let i = 0; i + 1 < changed.length; i += 2) values[changed[i]!] = changed[i + 1]!;
    this.rounds.push({ atMs, values });
    if (this.rounds.length > mostRounds) this.rounds.shift();
  }

  has(name: string): boolean {
    return this.#places.has(name);
  }

  /** As it is now; undefined where the driver has no such counter. */
  value(name: string): number | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : this.latest?.values[place];
  }

  /** What counters come to now. */
  sum(names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.value(name) ?? 0), 0);
  }

  /** How fast the sum of counters rises now, a second. */
  rate(names: readonly string[]): number {
    return this.rates(names, 1).at(-1)?.perSecond ?? 0;
  }

  /** The newest round. */
  get latest(): Round | undefined {
    return this.rounds.at(-1);
  }

  /** Names under which the driver prints these statistics: the adapter's as they are, a queue's once a queue. */
  namesOf(...statistics: readonly string[]): readonly string[] {
    return statistics.flatMap((id) =>
      [id, ...Array.from({ length: this.queues }, (_, queue) => `queue_${queue}_${id}`)].filter((name) =>
        this.has(name),
      ),
    );
  }

  /**
   * Rise per second of the sum of counters, round by round, oldest first; of the last `most` rounds. A counter that fell
   * began anew.
   */
  rates(names: readonly string[], most = mostRounds): { readonly atMs: number; readonly perSecond: number }[] {
    const places = names.flatMap((name) => this.#places.get(name) ?? []);
    const rounds = this.rounds.slice(-most - 1);
    return rounds.slice(1).map((round, index) => {
      const before = rounds[index]!;
      const seconds = Math.max(0.001, (round.atMs - before.atMs) / 1000);
      const rise = places.reduce((sum, place) => {
        const grown = round.values[place]! - before.values[place]!;
        return sum + (grown < 0 ? round.values[place]! : grown);
      }, 0);
      return { atMs: round.atMs, perSecond: rise / seconds };
    });
  }
}
