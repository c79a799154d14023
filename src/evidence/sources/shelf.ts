import type { Observation, Sink } from '../observation.ts';
import type { SourceSummary } from '../source.ts';
import { byRole } from './order.ts';

interface Text {
  readonly path: string;
  observations: Observation[];
  summary?: SourceSummary | undefined;
}

/** One text being read: takes its observations, then its summary. */
export interface OpenText {
  readonly see: Sink;
  /**
   * @param summary absent where nobody needs to know that it was read
   * @param digest of its whole content; what was read with the same digest before is not told twice
   */
  close(summary: SourceSummary | undefined, digest?: string): void;
}

/**
 * Holds what the texts of a source said until the source has been read, for two reasons: an archive stores its
 * members in any order but a story has one, and a duplicate is known only at its end. Beyond `heldObservations`
 * it lets go of everything and passes the rest through, because memory matters more than order.
 */
export class Shelf {
  readonly #sink: Sink;
  readonly #heldObservations: number;
  readonly #digests = new Map<string, string>();
  readonly #summaries: SourceSummary[] = [];
  #texts: Text[] = [];
  #held = 0;

  constructor(sink: Sink, heldObservations: number) {
    this.#sink = sink;
    this.#heldObservations = heldObservations;
  }

  open(path: string, { held = true } = {}): OpenText {
    const text: Text = { path, observations: [] };
    this.#texts.push(text);
    let passesThrough = !held;
    return {
      see: (seen) => {
        if (passesThrough) {
          this.#sink(seen);
          return;
        }
        text.observations.push(seen);
        if (++this.#held < this.#heldObservations) return;
        passesThrough = true;
        this.#texts = this.#texts.filter((other) => other !== text);
        this.deliver();
        for (const held of text.observations) this.#sink(held);
        text.observations = [];
        this.#texts.push(text);
      },
      close: (summary, digest) => {
        const twin = digest === undefined ? undefined : this.#digests.get(digest);
        if (twin === undefined || passesThrough) {
          if (digest !== undefined) this.#digests.set(digest, text.path);
          text.summary = summary;
          return;
        }
        this.#held -= text.observations.length;
        text.observations = [];
        text.summary = summary && { ...summary, problem: `it is the same as ${twin}, and was counted once` };
      },
    };
  }

  /** A source, or member of one, of which there is no text. */
  note(summary: SourceSummary): void {
    this.#texts.push({ path: summary.path, observations: [], summary });
  }

  /** Hands on everything held, rotated logs oldest first. */
  deliver(): void {
    const texts = this.#texts.sort((one, other) => byRole(one.path, other.path));
    this.#texts = [];
    this.#held = 0;
    for (const { observations, summary } of texts) {
      for (const seen of observations) this.#sink(seen);
      if (summary) this.#summaries.push(summary);
    }
  }

  /** The summaries of everything delivered, in the same order. */
  get summaries(): readonly SourceSummary[] {
    return this.#summaries;
  }
}
