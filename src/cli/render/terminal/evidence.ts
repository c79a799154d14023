import type { Place } from '../../../evidence/observation.ts';
import { numberWords } from '../quantity.ts';
import { cutStart, textWidth, wrapCut } from '../text.ts';
import { inBody, type Layout } from './layout.ts';

const mostPlaces = 3;
/** A kernel line folded more often than this proves nothing more. */
const mostLines = 3;

/** `dmesg.txt:12`, in at most `columns` columns; the file's own name and the line number outlive its folders. */
export function placeLabel(place: Place, columns: number): string {
  const line = `:${place.line}`;
  return cutStart(place.source, Math.max(columns - line.length, 4)) + line;
}

/** The places that prove a finding, dimmed: `source:line  text`, and how many there are more. */
export function evidenceLines(places: readonly Place[], layout: Layout): string[] {
  const { palette } = layout;
  const room = layout.width - layout.gutter;
  const listed = places.slice(0, layout.all ? undefined : mostPlaces);
  const lines = listed.flatMap((place) => {
    const label = placeLabel(place, Math.max(Math.floor(room / 3), 24));
    const beside = room - textWidth(label) - 2;
    const text = place.text.trim();
    if (textWidth(text) <= beside) return [`${label}  ${text}`];
    return [label, ...wrapCut(text, room - 2, mostLines).map((line) => `  ${line}`)];
  });
  const left = places.length - listed.length;
  if (left > 0) lines.push(`and ${numberWords(left)} more`);
  return inBody(layout, lines.map(palette.dim));
}
