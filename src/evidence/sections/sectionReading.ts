import type { Observation, Sink } from '../observation.ts';
import type { Section, SectionReader, TextLine } from '../section.ts';
import type { SourceKind } from '../source.ts';
import { sectionReaders, stampedLineReaders } from './index.ts';
import { isStampedLine } from './stampedLine.ts';
import { SurroundingsTracker } from './surroundings.ts';

const colour = /\u001b\[[\d;?]*[ -/]*[@-~]/g;

/**
 * Reads all sections of one text: offer it each line in order, then `end` it.
 * It does not claim lines for itself: a line taken here may still be a kernel message, so a log's reader sees it as well.
 */
export class SectionReading {
  readonly #tracker: SurroundingsTracker;
  readonly #sink: Sink;
  readonly #kinds = new Set<SourceKind>();
  #open: { readonly section: Section; readonly reader: SectionReader } | undefined;
  /** Lines with `>` are quoted mail, unless `<` lines came before: then they are one half of a diff. */
  #inDiff = false;

  constructor(source: string, sink: Sink) {
    this.#tracker = new SurroundingsTracker(source);
    this.#sink = sink;
  }

  /** Kinds of the sections that said something so far. */
  get kinds(): ReadonlySet<SourceKind> {
    return this.#kinds;
  }

  /** Takes the next line; true when it belongs to a section. */
  take(raw: TextLine): boolean {
    const line = this.#clean(raw);
    if (this.#open?.section.take(line)) {
      return true;
    }
    this.end();
    const isStamped = isStampedLine(line.text);
    if (!isStamped) {
      this.#tracker.see(line);
    }
    for (const reader of isStamped ? stampedLineReaders : sectionReaders) {
      const section = reader.begin(line, this.#tracker.around);
      if (section !== undefined) {
        this.#open = { section, reader };
        return true;
      }
    }
    return false;
  }

  /** Ends the open section, if any: the text is over. */
  end(): void {
    const open = this.#open;
    this.#open = undefined;
    const seen = open?.section.end() ?? [];
    if (open !== undefined && seen.length > 0) {
      this.#kinds.add(open.reader.kind);
    }
    for (const one of seen) {
      this.#sink(one);
    }
  }

  /** Without what terminals, mail and DOS add to a line. */
  #clean(line: TextLine): TextLine {
    let { text } = line;
    const first = text.charCodeAt(0);
    if (text.charCodeAt(text.length - 1) === 13) {
      text = text.slice(0, -1);
    }
    if (text.length < 10_000 && text.includes('\u001b')) {
      text = text.replace(colour, '');
    }
    if (first === 60 || first === 62) {
      this.#inDiff ||= first === 60;
      text = this.#inDiff ? text : text.replace(/^(?:> ?){1,5}/, '');
    } else if (text !== '---' && text !== '') {
      this.#inDiff = false;
    }
    return text === line.text ? line : { text, number: line.number };
  }
}

/** All that the sections of a text say, for texts small enough to hold. `source` is the name they came under. */
export function readSections(text: string, source = ''): Observation[] {
  const seen: Observation[] = [];
  const reading = new SectionReading(source, (one) => seen.push(one));
  for (const [at, line] of text.split('\n').entries()) {
    reading.take({ text: line, number: at + 1 });
  }
  reading.end();
  return seen;
}
