import type { Feed, Sample } from '../feed.ts';
import { stateOf } from './snapshot.ts';
import type { Change, LogEntry, StreamEvent } from './wire.ts';

/** An event with its place in the stream. */
export interface Entry {
  readonly ordinal: number;
  /** As it goes over the wire. */
  readonly text: string;
}

/** Whom the journal tells. */
export interface JournalReader {
  wrote(entry: Entry): void;
  /** What was told before makes no sense with what follows: readers need a snapshot. */
  beganAnew(): void;
}

const mostKept = 2000;
/** More than this of kept text is let go of, whatever its number. */
const mostKeptChars = 4_000_000;

/** Turns what a feed tells into what the stream says, and keeps the last of it for who comes back. */
export class Journal {
  readonly #feed: Feed;
  readonly #reader: JournalReader;
  readonly #end: () => void;
  readonly #entries: Entry[] = [];
  readonly #samples = new Map<string, Sample>();
  #chars = 0;
  #ordinal = 0;
  #state = '';

  constructor(feed: Feed, reader: JournalReader) {
    this.#feed = feed;
    this.#reader = reader;
    this.#end = feed.subscribe({
      happened: (happening) => {
        this.#write({ kind: 'happened', told: happening });
        this.#tellState();
      },
      sampled: (atMs) => {
        this.#tellSamples(atMs);
        this.#tellState();
      },
      beat: (pci, heartbeat) => this.#write({ kind: 'beat', pci, heartbeat }),
    });
  }

  /** A line was logged. */
  log(line: LogEntry): void {
    this.#write({ kind: 'log', line });
  }

  /** Of the newest event. */
  get ordinal(): number {
    return this.#ordinal;
  }

  /** What came after an event; undefined where some of it is no longer here. */
  since(ordinal: number): readonly Entry[] | undefined {
    if (ordinal > this.#ordinal) return undefined;
    const first = this.#entries[0]?.ordinal ?? this.#ordinal + 1;
    return ordinal + 1 < first ? undefined : this.#entries.slice(ordinal + 1 - first);
  }

  close(): void {
    this.#end();
  }

  #tellState(): void {
    const state = stateOf(this.#feed);
    const text = JSON.stringify(state);
    if (text === this.#state) return;
    this.#state = text;
    this.#write({ kind: 'state', state });
  }

  /** What changed since the last round; where the set of counters is another, readers need a snapshot. */
  #tellSamples(atMs: number): void {
    const changes: Change[] = [];
    let isNewSet = false;
    for (const { pci, sample } of this.#feed.adapters) {
      if (sample === undefined) continue;
      const before = this.#samples.get(pci);
      this.#samples.set(pci, sample);
      if (before?.names !== sample.names) isNewSet = true;
      else changes.push({ pci, changed: changedOf(before, sample) });
    }
    if (isNewSet) this.#forget();
    else this.#write({ kind: 'sample', atMs, adapters: changes });
  }

  #forget(): void {
    this.#entries.length = 0;
    this.#chars = 0;
    this.#ordinal++;
    this.#reader.beganAnew();
  }

  #write(event: StreamEvent): void {
    this.#ordinal++;
    const entry = { ordinal: this.#ordinal, text: JSON.stringify(event) };
    this.#entries.push(entry);
    this.#chars += entry.text.length;
    while (this.#entries.length > mostKept || (this.#chars > mostKeptChars && this.#entries.length > 1)) {
      this.#chars -= this.#entries.shift()!.text.length;
    }
    this.#reader.wrote(entry);
  }
}

const changedOf = (before: Sample, { values }: Sample): number[] => {
  const changed: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i] !== before.values[i]) changed.push(i, values[i]!);
  return changed;
};
