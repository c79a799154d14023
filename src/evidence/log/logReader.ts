import type { LogLine, Place } from '../observation.ts';
import type { TextLine } from '../section.ts';
import { Boots } from './boots.ts';
import { beginsMinute } from './bracketWrappers.ts';
import { clean, isElision, placeOf } from './clean.ts';
import { type Clock, openClock } from './clock.ts';
import { Company } from './company.ts';
import { type Draft, emptyDraft, isProcess } from './draft.ts';
import { FieldCollector, mayBeField, type SpreadRecord } from './fieldRecord.ts';
import { readFields, recordsInLine } from './fields.ts';
import { splitGlued } from './glued.ts';
import { Held, type HeldRecord } from './held.ts';
import { type Identified, identify, mayBeFoldedPrefix } from './identify.ts';
import { mayMatter } from './interest.ts';
import { readJournalNote } from './journalNote.ts';
import { logLine } from './logLine.ts';
import { mayGoOn } from './messageIndex.ts';
import { repeatsOfLast } from './repeat.ts';
import { Unwrapper } from './unwrap.ts';

/** Takes the lines of one log, one after another. */
export interface LogReader {
  /**
   * The records that became complete with this line; none yet, if the line may go on in the next one. `'other'`: a log
   * line (or part of one) that does not concern ENA. `undefined`: this is no log line at all.
   */
  read(line: TextLine): readonly LogLine[] | 'other' | undefined;
  /** What was still pending. */
  end(): readonly LogLine[];
}

export interface LogContext {
  /** The name of the source, as the report will print it. */
  readonly source: string;
  readonly now: () => Date;
  /** A time from within the log, for stamps without a year: milliseconds since 1970 UTC. */
  readonly hint?: { readonly wallMs?: number };
}

/** As long as a terminal is wide, and text: objects and tables break their lines elsewhere. */
const mayBeFolded = (text: string): boolean => text.length >= 79 && text.length <= 200 && /^[^{|]/.test(text);

class Reader implements LogReader {
  readonly #source: string;
  readonly #clock: Clock;
  readonly #unwrapper: Unwrapper;
  readonly #boots = new Boots();
  readonly #company = new Company();
  readonly #fields = new FieldCollector();
  #held: Held | undefined;
  #last: LogLine | undefined;
  #out: LogLine[] = [];

  constructor(context: LogContext) {
    this.#source = context.source;
    this.#clock = openClock(context.now, context.hint?.wallMs);
    this.#unwrapper = new Unwrapper(this.#clock);
  }

  read(line: TextLine): readonly LogLine[] | 'other' | undefined {
    const { text } = line;
    const waiting = this.#held !== undefined || this.#fields.open || this.#clock.relative || this.#company.isNear;
    if (!waiting && !mayMatter(text) && !mayBeField(text) && !beginsMinute(text) && !text.startsWith('-- ')) {
      if (this.#unwrapper.recognises(text)) return this.#passOver();
      return isElision(text) ? 'other' : undefined;
    }
    const kind = this.#readClosely(line);
    if (kind === 'other') this.#passOver();
    if (this.#out.length === 0) return kind;
    const out = this.#out;
    this.#out = [];
    return out;
  }

  end(): readonly LogLine[] {
    const done = this.#fields.end();
    if (done) this.#readSpread(done);
    this.#release();
    const out = this.#out;
    this.#out = [];
    return out;
  }

  /** Another record came between: what is repeated from here on is not ours. */
  #passOver(): 'other' {
    this.#last = undefined;
    return 'other';
  }

  #readClosely(line: TextLine): readonly LogLine[] | 'other' | undefined {
    const text = clean(line.text);
    if (text.startsWith('-- ') && this.#readNote(text)) return 'other';
    if (this.#fields.open || mayBeField(text)) {
      const taken = this.#fields.take(line, text);
      if (taken.done) this.#readSpread(taken.done);
      if (taken.part) return 'other';
    }
    const place = placeOf(this.#source, line);
    const records = recordsInLine(text);
    if (records === undefined) return this.#readText(text, place);
    this.#release();
    for (const record of records) {
      const draft = emptyDraft();
      const message = readFields(record, draft, this.#clock);
      if (message !== undefined) this.#readWrapped(message, { ...draft, wrapped: true }, place);
    }
    return 'other';
  }

  #readText(text: string, place: Place): readonly LogLine[] | 'other' | undefined {
    const draft = emptyDraft();
    const message = this.#unwrapper.unwrap(text, draft);
    if (this.#held !== undefined) {
      if (this.#held.takesField(text)) return [];
      const begins = draft.wrapped || draft.clock !== undefined;
      const named = this.#held.record.identified !== undefined && identify(message, draft) !== undefined;
      if (begins || named) this.#release();
      else if (this.#held.takesPiece(text)) return [];
    }
    const concerns = this.#readMessage(message, draft, place);
    if (concerns) return [];
    return draft.wrapped || isElision(text) ? 'other' : undefined;
  }

  /** Reads what was wrapped, which may be several records; whether any of them concerns ENA. */
  #readMessage(message: string, draft: Draft, place: Place): boolean {
    if (message.includes('\n')) {
      const lines = message.split('\n');
      return lines.filter((one) => one !== '' && this.#readWrapped(one, { ...draft }, place)).length > 0;
    }
    // What a process quotes is its own record, stamps and all; on a bare console it is two writers.
    const pieces = isProcess(draft) && draft.host !== undefined ? [message] : splitGlued(message);
    let concerns = this.#readRecord(pieces[0]!, draft, place);
    for (let i = 1; i < pieces.length; i++) {
      concerns =
        this.#readWrapped(pieces[i]!, { ...emptyDraft(), host: draft.host, wallMs: draft.wallMs }, place) || concerns;
    }
    return concerns;
  }

  #readWrapped(text: string, draft: Draft, place: Place): boolean {
    return this.#readMessage(this.#unwrapper.unwrap(text, draft), draft, place);
  }

  #readRecord(message: string, draft: Draft, place: Place): boolean {
    const { identified, isDoubtful, proven } = this.#company.judge(message, identify(message, draft), draft);
    if (proven !== undefined) this.#emitHeld(proven, proven.identified);
    const repeats = identified ? undefined : repeatsOfLast(message);
    if (repeats !== undefined) return this.#repeat(repeats, draft, place);
    const said = identified?.said;
    // Without a wrapper it is /proc/version, and no boot.
    if (said?.message.event === 'kernel-banner' && !draft.wrapped) return false;
    if (said?.message.event === 'kernel-banner') this.#boots.greet(draft.host);
    const folded =
      said === undefined
        ? identified
          ? identified.speaker !== 'efa'
          : mayBeFoldedPrefix(message)
        : mayBeFolded(place.text) && mayGoOn(said.message);
    const awaitsFields =
      draft.tag === 'kernel' && draft.kmsg && identified !== undefined && identified.pci === undefined;
    if (folded || awaitsFields) {
      if (isProcess(draft) && identified === undefined) return false;
      this.#release();
      const boot = this.#boots.note(draft.host, draft.uptimeUs, draft.bootId);
      this.#held = new Held({ message, identified, draft, place, boot });
      return identified !== undefined;
    }
    if (identified === undefined) return false;
    const boot = this.#boots.note(draft.host, draft.uptimeUs, draft.bootId);
    if (isDoubtful) this.#company.keep({ message, identified, draft, place, boot });
    else this.#emit(identified, draft, place, boot);
    return true;
  }

  #readSpread(record: SpreadRecord): void {
    const draft = emptyDraft();
    const message = readFields(record.fields, draft, this.#clock);
    if (message === undefined || !mayMatter(message)) return;
    this.#release();
    draft.wrapped = true;
    const place = placeOf(this.#source, record.line);
    this.#readWrapped(message, draft, place);
  }

  #readNote(text: string): boolean {
    const note = readJournalNote(text);
    if (note === undefined) return false;
    this.#release();
    if (note.boot) this.#boots.announce(note.bootId);
    if (note.wallMs !== undefined) this.#clock.at(note.wallMs);
    return true;
  }

  #repeat(repeats: number, draft: Draft, place: Place): boolean {
    this.#release();
    const last = this.#last;
    // Doubled line ends may lie between; anything else was a record of its own.
    if (last === undefined || place.line - last.place.line > 2) return false;
    const when = logLine.when(draft);
    this.#out.push({ ...last, place, repeats, when });
    this.#last = undefined;
    return true;
  }

  #release(): void {
    if (this.#held !== undefined) this.#emitHeld(this.#held.record, this.#held.release());
    this.#held = undefined;
  }

  #emitHeld({ draft, place, boot }: HeldRecord, identified: Identified | undefined): void {
    if (identified !== undefined) this.#emit(identified, draft, place, boot);
  }

  #emit(identified: Identified, draft: Draft, place: Place, boot: number): void {
    this.#last = logLine.of(identified, draft, place, boot);
    this.#out.push(this.#last);
  }
}

/**
 * Opens a reader for one log. It reads any wrapper, recognises whose line it is, and keeps what must be kept between
 * lines: the boot, the year, records spread over lines, lines that were folded. It never throws on content.
 */
export const openLog = (context: LogContext): LogReader => new Reader(context);
