import type { Place } from '../observation.ts';
import type { TextLine } from '../section.ts';

const longestText = 500;

/** Where `line` stands, for the report: its text is cut at 500 characters. */
export function placeOf(line: TextLine, source: string): Place {
  const text = line.text.length > longestText ? line.text.slice(0, longestText) : line.text;
  return { source, line: line.number, text: text.trimEnd() };
}
