import type { Report } from '../../diagnosis/report.ts';

/** Longer text is no text a person reads; a line of evidence is at most 500 characters anyway. */
const longestText = 2000;

/**
 * Control, format and private characters, line separators and lone surrogates: what a terminal obeys, what
 * reorders or hides the text around it. Tabs and line feeds are spaces to a report.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;

function escaped(character: string): string {
  if (character === '\t' || character === '\n') return ' ';
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x100) return `\\x${point.toString(16).padStart(2, '0')}`;
  return point < 0x10000 ? `\\u${point.toString(16).padStart(4, '0')}` : `\\u{${point.toString(16)}}`;
}

/** `text` with everything invisible written out (`\x1b`, `\u202e`), so that no log can steer what shows it. */
export function visible(text: string): string {
  const bounded = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return bounded.replace(invisible, escaped);
}

function visibleDeep(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map(visibleDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [visible(key), visibleDeep(inner)]));
}

/** The report with every string in it made visible. A renderer begins here, so that none can be forgotten. */
export function visibleReport(report: Report): Report {
  return visibleDeep(report) as Report;
}
