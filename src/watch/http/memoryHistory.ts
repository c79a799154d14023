import type { Feed, Sample } from '../feed.ts';
import type { Told } from '../happening.ts';
import { annotate } from './annotate.ts';
import type { History } from './history.ts';
import { Recent } from './recent.ts';
import type { LogEntry, Series } from './wire.ts';

const mostRounds = 3600;
const mostHappenings = 5000;
const mostLines = 20_000;

const placesOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Where a name stands among the names of a sample. */
const placeOf = ({ names }: Sample, name: string): number | undefined => {
  const known = placesOf.get(names);
  const places = known ?? new Map(names.map((one, index) => [one, index]));
  if (known === undefined) placesOf.set(names, places);
  return places.get(name);
};

/** Keeps the last hour in memory, for where there is no store. */
export class MemoryHistory implements History {
  readonly #samples = new Map<string, Recent<Sample>>();
  readonly #happenings = new Recent<Told>(mostHappenings);
  readonly #lines = new Recent<LogEntry>(mostLines);
  readonly #end: () => void;

  constructor(feed: Feed) {
    this.#end = feed.subscribe({
      happened: (told) => this.#happenings.push(told),
      sampled: () => {
        for (const { pci, sample } of feed.adapters) if (sample !== undefined) this.#keep(pci, sample);
      },
      logged: ({ atMs, text }) => this.#lines.push({ atMs, text, meaning: annotate(text) }),
    });
  }

  series(adapter: string, name: string, fromMs: number, toMs: number, most: number): Series {
    const samples = this.#samples.get(adapter)?.within(fromMs, toMs) ?? [];
    const stride = Math.max(1, Math.ceil(samples.length / Math.max(1, most)));
    // Counted from the end, so that the newest value is always among them.
    const kept = samples.filter((_, index) => (samples.length - 1 - index) % stride === 0);
    return {
      atMs: kept.map(({ atMs }) => atMs),
      values: kept.map((sample) => {
        const place = placeOf(sample, name);
        return place === undefined ? null : sample.values[place]!;
      }),
    };
  }

  happenings(fromMs: number, toMs: number, most: number): readonly Told[] {
    return this.#happenings.within(fromMs, toMs).slice(-most);
  }

  lines(fromMs: number, toMs: number, most: number): readonly LogEntry[] {
    return this.#lines.within(fromMs, toMs).slice(-most);
  }

  close(): void {
    this.#end();
  }

  #keep(pci: string, sample: Sample): void {
    const samples = this.#samples.get(pci) ?? new Recent<Sample>(mostRounds);
    this.#samples.set(pci, samples);
    if (samples.last !== sample) samples.push(sample);
  }
}
