import { type LogReader, openLog } from './log/logReader.ts';
import type { Observation, Sink } from './observation.ts';
import type { Section, SectionReader, TextLine } from './section.ts';
import { sectionReaders } from './sections/index.ts';
import { SurroundingsTracker } from './sections/surroundings.ts';
import type { SourceKind } from './source.ts';

/** The readers a text is offered to; tests hand in their own. */
export interface Readers {
  readonly openLog: typeof openLog;
  readonly sections: readonly SectionReader[];
}

export const everyReader: Readers = { openLog, sections: sectionReaders };

/** What the lines of a text turned out to be. */
export interface TextAccount {
  readonly kind: SourceKind;
  /** Lines that concern ENA. */
  readonly adapterLines: number;
  /** Not a section in it, and nearly every line that says anything is a log's. */
  readonly isPlainLog: boolean;
}

/**
 * Offers each line of one text to whoever can read it. An open section goes first: its lines mean nothing without
 * it. Then the log, whose lines tell of themselves what they are; then every section that might begin here.
 */
export class TextReader {
  readonly #sink: Sink;
  readonly #log: LogReader;
  readonly #sections: readonly SectionReader[];
  readonly #around: SurroundingsTracker;
  readonly #seen = new Map<SourceKind, number>();
  #open: { readonly section: Section; readonly kind: SourceKind } | undefined;
  #logLines = 0;
  #strayLines = 0;
  #sectionsBegun = 0;
  #adapterLines = 0;
  #idleLines = 0;

  constructor(source: string, now: () => Date, sink: Sink, readers: Readers = everyReader) {
    this.#sink = sink;
    this.#log = readers.openLog({ source, now });
    this.#sections = readers.sections;
    this.#around = new SurroundingsTracker(source);
  }

  /** Lines since the last one that anybody recognised. */
  get idleLines(): number {
    return this.#idleLines;
  }

  read(line: TextLine): void {
    this.#idleLines = this.#isRecognised(line) ? 0 : this.#idleLines + 1;
  }

  #isRecognised(line: TextLine): boolean {
    if (this.#open) {
      if (this.#open.section.take(line)) return true;
      this.#close(this.#open);
    }
    const logged = this.#log.read(line);
    if (logged !== undefined) {
      this.#logLines++;
      if (logged !== 'other') for (const seen of logged) this.#report(seen, 'kernel-log');
      return true;
    }
    this.#around.see(line);
    for (const reader of this.#sections) {
      const section = reader.begin(line, this.#around.around);
      if (section === undefined) continue;
      this.#open = { section, kind: reader.kind };
      this.#sectionsBegun++;
      return true;
    }
    if (line.text.trim() !== '') this.#strayLines++;
    return false;
  }

  /** The text has ended: reports what was still open. */
  end(): TextAccount {
    if (this.#open) this.#close(this.#open);
    for (const seen of this.#log.end()) this.#report(seen, 'kernel-log');
    const isLog = this.#logLines > 0 && this.#logLines >= this.#strayLines;
    if (isLog && !this.#seen.has('kernel-log')) this.#seen.set('kernel-log', 0);
    return {
      kind: mainKind(this.#seen),
      adapterLines: this.#adapterLines,
      isPlainLog: this.#sectionsBegun === 0 && this.#logLines > 9 * this.#strayLines,
    };
  }

  #close(open: { readonly section: Section; readonly kind: SourceKind }): void {
    this.#open = undefined;
    for (const seen of open.section.end()) this.#report(seen, open.kind);
  }

  #report(seen: Observation, kind: SourceKind): void {
    const lines = adapterLinesOf(seen);
    this.#adapterLines += lines;
    this.#seen.set(kind, (this.#seen.get(kind) ?? 0) + Math.max(lines, 1));
    this.#sink(seen);
  }
}

/** How many lines about ENA an observation stands for. The kernel around it and other drivers are not ENA. */
const adapterLinesOf = (seen: Observation): number => {
  switch (seen.kind) {
    case 'log':
      return seen.speaker === 'kernel' || seen.speaker === 'efa' ? 0 : 1;
    case 'counters':
      return seen.values.size;
    case 'cpu':
    case 'system':
    case 'unseen':
      return 0;
    default:
      return 1;
  }
};

/** Kinds that come along with others and do not make a text what it is. */
const companions: ReadonlySet<SourceKind> = new Set(['cpu', 'system']);

/** The kind most was seen of; `mixed` when a tenth or more is of other kinds. */
const mainKind = (seen: ReadonlyMap<SourceKind, number>): SourceKind => {
  const own = [...seen].filter(([kind]) => !companions.has(kind));
  const ranked = (own.length > 0 ? own : [...seen]).sort(([, one], [, other]) => other - one);
  const [first, ...others] = ranked;
  if (first === undefined) return 'unrecognised';
  const rest = others.reduce((sum, [, count]) => sum + count, 0);
  return rest * 10 > first[1] ? 'mixed' : first[0];
};
