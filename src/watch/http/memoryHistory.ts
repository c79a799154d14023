import type { Statistic } from '../../spec/statistics/index.ts';
import type { Feed } from '../feed.ts';
import type { Told } from '../happening.ts';
import { totalsOf } from '../totals.ts';
import type { History } from './history.ts';
import { Recent } from './recent.ts';
import type { HistoryPoint } from './wire.ts';

const mostRounds = 3600;
const mostHappenings = 5000;

interface Round {
  readonly atMs: number;
  readonly statistics: readonly Statistic[];
  readonly values: Float64Array;
}

/** Keeps the last hour in memory, for where there is no store. */
export class MemoryHistory implements History {
  readonly reachMs = 3_600_000;
  readonly #rounds = new Map<string, Recent<Round>>();
  readonly #happenings = new Recent<Told>(mostHappenings);
  readonly #end: () => void;

  constructor(feed: Feed) {
    this.#end = feed.subscribe({
      happened: (told) => this.#happenings.push(told),
      sampled: () => {
        for (const { pci, sample } of feed.adapters) {
          if (sample === undefined) continue;
          const rounds = this.#rounds.get(pci) ?? new Recent<Round>(mostRounds);
          this.#rounds.set(pci, rounds);
          if (rounds.last?.atMs !== sample.atMs) rounds.push({ atMs: sample.atMs, ...totalsOf(sample) });
        }
      },
    });
  }

  async series(
    adapter: string,
    id: string,
    fromMs: number,
    toMs: number,
    most: number,
  ): Promise<readonly HistoryPoint[]> {
    const rounds = this.#rounds.get(adapter)?.within(fromMs, toMs) ?? [];
    const stride = Math.max(1, Math.ceil(rounds.length / Math.max(1, most)));
    // Counted from the end, so that the newest value is always among them.
    const kept = rounds.filter((_, index) => (rounds.length - 1 - index) % stride === 0);
    return kept.flatMap(({ atMs, statistics, values }) => {
      const value = values[statistics.findIndex((one) => one.id === id)];
      return value === undefined ? [] : { atMs, value };
    });
  }

  async happenings(fromMs: number, toMs: number, afterSeq: number, most: number): Promise<readonly Told[]> {
    return this.#happenings
      .within(fromMs, toMs)
      .filter(({ seq }) => seq > afterSeq)
      .slice(0, most);
  }

  close(): void {
    this.#end();
  }
}
