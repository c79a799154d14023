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
  readonly #places: ReadonlyMap<string, number>;

  constructor({ names, values, sampledMs = 0 }: AdapterView) {
    this.names = names;
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
    return place === undefined ? undefined : this.rounds.at(-1)?.values[place];
  }

  /** How many queues it has counters of. */
  get queues(): number {
    let most = 0;
    for (const name of this.names) most = Math.max(most, Number(/^queue_(\d+)_/.exec(name)?.[1] ?? -1) + 1);
    return most;
  }

  /** Rise per second of the sum of counters, round by round, oldest first. A counter that fell began anew. */
  rates(names: readonly string[]): { readonly atMs: number; readonly perSecond: number }[] {
    const places = names.flatMap((name) => this.#places.get(name) ?? []);
    return this.rounds.slice(1).map((round, index) => {
      const before = this.rounds[index]!;
      const seconds = Math.max(0.001, (round.atMs - before.atMs) / 1000);
      const rise = places.reduce((sum, place) => {
        const grown = round.values[place]! - before.values[place]!;
        return sum + (grown < 0 ? round.values[place]! : grown);
      }, 0);
      return { atMs: round.atMs, perSecond: rise / seconds };
    });
  }
}
