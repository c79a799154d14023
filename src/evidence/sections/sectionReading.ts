import type { Observation } from '../observation.ts';
import type { Section, SectionReader, TextLine } from '../section.ts';
import type { SourceKind } from '../source.ts';
import { sectionReaders, stampedLineReaders } from './index.ts';
import { PastedLines } from './pastedLines.ts';
import { Snapshots } from './snapshots.ts';
import { isStampedLine } from './stampedLine.ts';
import { SurroundingsTracker } from './surroundings.ts';

/** Takes what a section said, when it has ended. */
export type SectionSink = (seen: Observation, kind: SourceKind) => void;

/**
 * Reads all sections of one text. Offer it each line in order: first to `continues`, and when nobody else has claimed
 * the line meanwhile, to `begins`; then `end` it.
 */
export class SectionReading {
  readonly #tracker: SurroundingsTracker;
  readonly #pasted = new PastedLines();
  readonly #snapshots: Snapshots;
  readonly #readers: readonly SectionReader[];
  #open: { readonly section: Section; readonly reader: SectionReader } | undefined;

  /** `source` is the name of the text, which may tell the command whose output it holds. */
  constructor(source: string, sink: SectionSink, readers: readonly SectionReader[] = sectionReaders) {
    this.#tracker = new SurroundingsTracker(source);
    this.#snapshots = new Snapshots(sink);
    this.#readers = readers;
  }

  /** True when the line belongs to the open section; otherwise that section has ended. */
  continues(line: TextLine): boolean {
    if (this.#open === undefined) {
      return false;
    }
    if (this.#open.section.take(this.#pasted.clean(line))) {
      return true;
    }
    this.#close();
    return false;
  }

  /** True when a section begins with the line; otherwise it may still tell about the sections to come. */
  begins(raw: TextLine): boolean {
    const line = this.#pasted.clean(raw);
    const isStamped = isStampedLine(line.text);
    if (!isStamped) {
      this.#tracker.see(line);
    }
    for (const reader of isStamped ? stampedLineReaders : this.#readers) {
      const section = reader.begin(line, this.#tracker.around);
      if (section !== undefined) {
        this.#open = { section, reader };
        return true;
      }
    }
    return false;
  }

  /** The text is over: tells what was still open. */
  end(): void {
    this.#close();
    this.#snapshots.end();
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    for (const seen of open?.section.end() ?? []) {
      this.#snapshots.add(seen, open?.reader.kind ?? 'unrecognised');
    }
  }
}

/** All that the sections of a text say, for texts small enough to hold. `source` is the name they came under. */
export function readSections(text: string, source = ''): Observation[] {
  const seen: Observation[] = [];
  const reading = new SectionReading(source, (one) => seen.push(one));
  for (const [at, one] of text.split('\n').entries()) {
    const line = { text: one, number: at + 1 };
    if (!reading.continues(line)) {
      reading.begins(line);
    }
  }
  reading.end();
  return seen;
}
