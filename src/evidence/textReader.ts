import { concernsEna } from './concernsEna.ts';
import { innerLines } from './innerText.ts';
import { type LogReader, openLog } from './log/logReader.ts';
import type { Observation, Sink } from './observation.ts';
import type { SectionReader, TextLine } from './section.ts';
import { sectionReaders } from './sections/index.ts';
import { SectionReading } from './sections/sectionReading.ts';
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
  readonly #sections: SectionReading;
  readonly #seen = new Map<SourceKind, number>();
  #logLines = 0;
  #strayLines = 0;
  #sectionsBegun = 0;
  #adapterLines = 0;
  #idleLines = 0;

  constructor(source: string, now: () => Date, sink: Sink, readers: Readers = everyReader) {
    this.#sink = sink;
    this.#log = readers.openLog({ source, now });
    this.#sections = new SectionReading(source, (seen, kind) => this.#report(seen, kind), readers.sections);
  }

  /** Lines since the last one that anybody recognised. */
  get idleLines(): number {
    return this.#idleLines;
  }

  read(line: TextLine): void {
    const inner = innerLines(line.text);
    if (inner === undefined) this.#readLine(line);
    else for (const text of inner) this.#readLine({ text, number: line.number });
  }

  #readLine(line: TextLine): void {
    this.#idleLines = this.#isRecognised(line) ? 0 : this.#idleLines + 1;
  }

  #isRecognised(line: TextLine): boolean {
    if (this.#sections.continues(line)) return true;
    const logged = this.#log.read(line);
    if (logged !== undefined) this.#logLines++;
    if (logged !== undefined && logged !== 'other') {
      for (const seen of logged) this.#report(seen, 'kernel-log');
      return true;
    }
    // What the log has no use for may still be a tool's: JSON of counters, a boot script's modprobe, the machine's name.
    const begins = this.#sections.begins(line);
    if (begins && logged === undefined) this.#sectionsBegun++;
    if (!begins && logged === undefined && line.text.trim() !== '') this.#strayLines++;
    return begins || logged !== undefined;
  }

  /** The text has ended: reports what was still open. */
  end(): TextAccount {
    this.#sections.end();
    for (const seen of this.#log.end()) this.#report(seen, 'kernel-log');
    const isLog = this.#logLines > 0 && this.#logLines >= this.#strayLines;
    if (isLog && !this.#seen.has('kernel-log')) this.#seen.set('kernel-log', 0);
    return {
      kind: mainKind(this.#seen),
      adapterLines: this.#adapterLines,
      isPlainLog: this.#sectionsBegun === 0 && this.#logLines > 9 * this.#strayLines,
    };
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
      return concernsEna(seen) ? 1 : 0;
    case 'counters':
      return seen.values.size;
    case 'cpu':
    case 'stall':
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
