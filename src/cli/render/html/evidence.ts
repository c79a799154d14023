import type { Place } from '../../../evidence/observation.ts';
import { numberWords, plural } from '../quantity.ts';
import { type Content, html } from './markup.ts';

const mostPlaces = 20;

/** The lines that prove a finding, folded away until asked for. */
export function evidenceDetails(places: readonly Place[]): Content {
  if (places.length === 0) return undefined;
  const left = places.length - mostPlaces;
  const lines = places
    .slice(0, mostPlaces)
    .map(({ source, line, text }) => html`<li><span class="place">${source}:${line}</span> <code>${text}</code></li>`);
  return html`<details><summary>${plural(places.length, 'line')} of evidence</summary><ul class="evidence">${lines}${
    left > 0 && html`<li class="muted">and ${numberWords(left)} more</li>`
  }</ul></details>`;
}
