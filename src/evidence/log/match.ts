import { collectValues, literalLength, parseFormat, readPrefix, type Values } from '../../spec/format.ts';
import type { Message, Speaker } from '../../spec/message.ts';
import { resetMessages } from '../../spec/messages/reset.ts';
import {
  anyCasePatternOfRow,
  type MessageIndex,
  messageIndex,
  patternOfRow,
  type Row,
  statisticText,
} from './messageIndex.ts';

/** What a line says. */
export interface Match {
  readonly message: Message;
  readonly values: Values;
  /** The line was cut; values at or behind the cut are missing. */
  readonly truncated?: true;
}

/** Longer than any record of the kernel log (1 KiB) or line of a driver; bounds the time of every pattern. */
const longestBody = 2048;

/** So much literal text tells one line from another, even when the rest was cut off. */
const fewestLiterals = 12;

const statistic = resetMessages.find((message) => message.text === statisticText);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** `name: digits`, the line that a statistics dump repeats hundreds of times, without a pattern. */
function matchStatistic(body: string): Match | undefined {
  if (statistic === undefined || !isDigit(body.charCodeAt(body.length - 1)) || !isLetter(body.charCodeAt(0))) {
    return undefined;
  }
  const colon = body.indexOf(': ');
  if (colon < 0 || colon + 2 === body.length) return undefined;
  for (let at = 1; at < colon; at++) {
    const code = body.charCodeAt(at);
    if (!isLetter(code) && !isDigit(code) && code !== 95) return undefined;
  }
  let value = 0;
  for (let at = colon + 2; at < body.length; at++) {
    const code = body.charCodeAt(at);
    if (!isDigit(code)) return undefined;
    value = value * 10 + code - 48;
  }
  return { message: statistic, values: { counter: body.slice(0, colon), value } };
}

/** What the driver says of itself begins with its name up to 2.13.0 and in FreeBSD; the version stands behind it. */
function withVersion(values: Values): Values {
  const version =
    typeof values.driverInfo === 'string' && /(?:^| v)(\d{1,3}\.\d{1,3}\.\d{1,3}\w?)\b/.exec(values.driverInfo)?.[1];
  return version ? { ...values, version } : values;
}

function matchOne(row: Row, pattern: RegExp, body: string): Match | undefined {
  const found = pattern.exec(body);
  if (found === null) return undefined;
  return { message: row.message, values: withVersion(collectValues(row.pieces, row.message.names, found)) };
}

const mayBe = (row: Row, folded: string): boolean =>
  folded.startsWith(row.foldedHead) && folded.includes(row.foldedCore);

function matchAmong(rows: readonly Row[], body: string, folded: string): Match | undefined {
  let near = false;
  for (const row of rows) {
    if (!mayBe(row, folded)) continue;
    const match = matchOne(row, patternOfRow(row), body);
    if (match) return match;
    near ||= row.anyCase;
  }
  if (!near) return undefined;
  for (const row of rows) {
    const match = row.anyCase && mayBe(row, folded) && matchOne(row, anyCasePatternOfRow(row), body);
    if (match) return match;
  }
  return undefined;
}

function matchWhole(index: MessageIndex, body: string, folded: string): Match | undefined {
  const rows = index.whole.get(folded);
  const row = rows?.find((one) => one.head === body) ?? rows?.find((one) => one.anyCase);
  return row && { message: row.message, values: {} };
}

/**
 * Finds what a line says.
 *
 * @param body - The message without wrapper, without the prefix that names ENA (or EFA), without trailing blanks.
 * @param speakers - Who may have printed it; where two print the same text, the earlier one has it. The code that talks
 *   to the device is the same in all drivers: for DPDK and FreeBSD give `linux` as the second one.
 * @returns The most telling row that prints exactly this, or undefined. Never throws; time is linear in the length.
 */
export function matchBody(body: string, speakers: readonly Speaker[]): Match | undefined {
  if (body.length > longestBody) return undefined;
  const counter = speakers.includes('linux') ? matchStatistic(body) : undefined;
  if (counter) return counter;
  const index = messageIndex(speakers);
  const folded = body.toLowerCase();
  const whole = matchWhole(index, body, folded);
  if (whole) return whole;
  for (const { length, rows } of index.byHead) {
    const bucket = rows.get(folded.slice(0, length));
    const match = bucket && matchAmong(bucket, body, folded);
    if (match) return match;
  }
  return undefined;
}

/**
 * Finds what a line that was cut off would have said. For bodies that {@link matchBody} does not know.
 *
 * @returns A row whose beginning this is, if it has at least 12 characters of literal text and all such rows are of one
 *   event; its values as far as they were printed whole.
 */
export function matchTruncated(body: string, speakers: readonly Speaker[]): Match | undefined {
  if (body.length > longestBody || body.length < fewestLiterals) return undefined;
  let best: Match | undefined;
  let most = 0;
  for (const row of messageIndex(speakers).rows) {
    const shared = Math.min(row.head.length, body.length, fewestLiterals);
    if (!body.startsWith(row.head.slice(0, shared))) continue;
    const prefix = readPrefix(row.pieces, row.message.names, body);
    if (prefix === undefined || prefix.literals < fewestLiterals) continue;
    if (best && best.message.event !== row.message.event) return undefined;
    if (prefix.literals > most) best = { message: row.message, values: prefix.values, truncated: true };
    most = Math.max(most, prefix.literals);
  }
  return best;
}

const drivers: readonly Speaker[] = ['linux', 'kernel', 'dpdk', 'freebsd'];
const fabric: readonly Speaker[] = ['efa'];

function matchFrom(text: string, starts: readonly number[], speakers: readonly Speaker[]): Match | undefined {
  let best: Match | undefined;
  let most = 0;
  for (const match of [matchBody, matchTruncated]) {
    for (const start of starts) {
      const found = match(text.slice(start), speakers);
      if (!found) continue;
      const literals = literalLength(parseFormat(found.message.text));
      if (literals > most) best = found;
      most = Math.max(most, literals);
    }
    if (best) return best;
  }
  return best;
}

/**
 * Finds what a pasted line says, whatever stands before the message: tries what follows each `: ` and `] `.
 * Of several finds the one with the most literal text wins. A trailing `// comment` is tried as part of the line first.
 */
export function matchAnywhere(text: string): Match | undefined {
  const line = text.slice(0, longestBody).trim();
  const starts = [0, ...[...line.matchAll(/(?::|\])\s{1,8}/g)].map((gap) => gap.index + gap[0].length)].slice(0, 32);
  const speakers = /\binfiniband |\befa[ _:]|\brdmap/.test(line) ? fabric : drivers;
  const found = matchFrom(line, starts, speakers);
  const comment = line.lastIndexOf('//');
  return found || comment <= 0 ? found : matchFrom(line.slice(0, comment).trimEnd(), starts, speakers);
}
