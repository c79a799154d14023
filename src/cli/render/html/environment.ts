import type { Report } from '../../../diagnosis/report.ts';
import { numberWords, plural } from '../quantity.ts';
import { driverWords, sourceKindWords } from '../words.ts';
import { type Content, html } from './markup.ts';

const mostRows = 100;

function adapters(report: Report): Content {
  if (report.adapters.length === 0) return undefined;
  const rows = report.adapters
    .slice(0, mostRows)
    .map(
      (one) =>
        html`<tr><td><code>${one.pci}</code></td><td>${one.interfaces.join(', ')}</td><td>${one.host}</td><td>${driverWords(one.driver)}</td></tr>`,
    );
  const left = report.adapters.length - rows.length;
  return html`<div class="scroll"><table><caption>Adapters</caption><thead><tr><th scope="col">PCI</th><th scope="col">Interfaces</th><th scope="col">Host</th><th scope="col">Driver</th></tr></thead><tbody>${rows}</tbody></table></div>
${left > 0 && html`<p class="muted">and ${plural(left, 'more adapter')}</p>`}`;
}

function sources(report: Report): Content {
  if (report.sources.length === 0) return undefined;
  const telling = report.sources.filter((source) => source.adapterLines > 0 || source.problem);
  const rows = (telling.length > 0 ? telling : report.sources)
    .slice(0, mostRows)
    .map(
      (one) =>
        html`<tr><td class="place">${one.path}</td><td>${sourceKindWords[one.kind]}${one.problem && html`<br><span class="problem">${one.problem}</span>`}</td><td class="number">${numberWords(one.lines)}</td><td class="number">${numberWords(one.adapterLines)}</td></tr>`,
    );
  const left = report.sources.length - rows.length;
  return html`<div class="scroll"><table><caption>What was read</caption><thead><tr><th scope="col">Source</th><th scope="col">Kind</th><th scope="col" class="number">Lines</th><th scope="col" class="number">About ENA</th></tr></thead><tbody>${rows}</tbody></table></div>
${left > 0 && html`<p class="muted">and ${plural(left, 'more source')}</p>`}`;
}

/** What the verdict rests on: adapters and sources. */
export function environmentSection(report: Report): Content {
  if (report.adapters.length + report.sources.length === 0) return undefined;
  return html`<section aria-labelledby="environment"><h2 id="environment">Environment</h2>${adapters(report)}${sources(report)}</section>`;
}
