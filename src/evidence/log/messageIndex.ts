import { literalLength, type Piece, parseFormat, patternOf } from '../../spec/format.ts';
import type { Message, Speaker } from '../../spec/message.ts';
import { messages } from '../../spec/messages/index.ts';

/** A message, made ready to be found. Its patterns are compiled when they are first asked for. */
export interface Row {
  readonly message: Message;
  readonly pieces: readonly Piece[];
  /** The text before the first conversion. */
  readonly head: string;
  /** The same in lower case. */
  readonly foldedHead: string;
  /** The longest stretch of literal text, which a body must contain, in lower case. */
  readonly foldedCore: string;
  readonly literals: number;
  /** Drivers have changed the case of letters between versions and pages quote it freely; the kernel's lines stand as they are. */
  readonly anyCase: boolean;
  pattern?: RegExp;
  anyCasePattern?: RegExp;
}

/** The rows of some speakers, by what their lines begin with. */
export interface MessageIndex {
  readonly rows: readonly Row[];
  /** Rows without conversions, by their text in lower case. */
  readonly whole: ReadonlyMap<string, readonly Row[]>;
  /** Other rows by the first characters of their head in lower case; one map per length, longest first; with length 0 those that begin with a conversion. */
  readonly byHead: readonly { readonly length: number; readonly rows: ReadonlyMap<string, readonly Row[]> }[];
}

/** `%s: %llu` is found by its shape, not by its text; see `match.ts`. */
export const statisticText = '%s: %llu';

const headLengths = [16, 8, 4, 0];

const literalsOf = (pieces: readonly Piece[]): readonly string[] =>
  pieces.flatMap((piece) => (piece.kind === 'literal' ? [piece.text] : []));

function rowOf(message: Message): Row {
  const pieces = parseFormat(message.text);
  const head = pieces[0]?.kind === 'literal' ? pieces[0].text : '';
  const core = literalsOf(pieces).reduce((best, text) => (text.length > best.length ? text : best), '');
  return {
    message,
    pieces,
    head,
    foldedHead: head.toLowerCase(),
    foldedCore: core.toLowerCase(),
    literals: literalLength(pieces),
    anyCase: message.speaker !== 'kernel',
  };
}

export function patternOfRow(row: Row): RegExp {
  row.pattern ??= patternOf(row.pieces, row.message.names);
  return row.pattern;
}

export function anyCasePatternOfRow(row: Row): RegExp {
  row.anyCasePattern ??= patternOf(row.pieces, row.message.names, 'i');
  return row.anyCasePattern;
}

function collect(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const bucket = found.get(key);
    if (bucket) bucket.push(row);
    else found.set(key, [row]);
  }
  return found;
}

function indexOf(rows: readonly Row[]): MessageIndex {
  // Of two rows that both match, the one with more literal text says more; sorting is stable, so earlier speakers win ties.
  const telling = [...rows].sort((a, b) => b.literals - a.literals);
  const whole = telling.filter((row) => row.pieces.every((piece) => piece.kind === 'literal'));
  const patterned = telling.filter((row) => !whole.includes(row) && row.message.text !== statisticText);
  const fits = (length: number) => (row: Row) => row.head.length >= length;
  const headed = headLengths.map((length, order) => {
    const longer = headLengths[order - 1] ?? Number.POSITIVE_INFINITY;
    const own = patterned.filter((row) => fits(length)(row) && !fits(longer)(row));
    return { length, rows: collect(own, (row) => row.foldedHead.slice(0, length)) };
  });
  return {
    rows: telling,
    whole: collect(whole, (row) => row.foldedHead),
    byHead: headed,
  };
}

const rowsBySpeaker = new Map<Speaker, Row[]>();
const indexes = new Map<number, MessageIndex>();
const codes: Record<Speaker, number> = { linux: 1, dpdk: 2, freebsd: 3, kernel: 4, efa: 5 };

function rowsOf(speaker: Speaker): readonly Row[] {
  if (rowsBySpeaker.size === 0) {
    for (const message of messages) {
      const rows = rowsBySpeaker.get(message.speaker);
      if (rows) rows.push(rowOf(message));
      else rowsBySpeaker.set(message.speaker, [rowOf(message)]);
    }
  }
  return rowsBySpeaker.get(speaker) ?? [];
}

/** The index over some speakers, made when first asked for; where two print the same text, the earlier one has it. */
export function messageIndex(speakers: readonly Speaker[]): MessageIndex {
  let key = 0;
  for (const speaker of speakers) key = key * 6 + codes[speaker];
  let index = indexes.get(key);
  if (!index) {
    index = indexOf(speakers.flatMap((speaker) => rowsOf(speaker)));
    indexes.set(key, index);
  }
  return index;
}

const longerWordings = new Map<string, boolean>();

/** Whether another version of a driver says more behind the same words: what looks whole may have been folded. */
export function mayGoOn({ speaker, text }: Message): boolean {
  const known = longerWordings.get(text);
  if (known !== undefined) return known;
  const goesOn =
    speaker !== 'kernel' && messages.some((other) => other.speaker === speaker && other.text.startsWith(`${text} `));
  longerWordings.set(text, goesOn);
  return goesOn;
}
