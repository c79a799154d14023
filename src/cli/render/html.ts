import type { Report } from '../../diagnosis/report.ts';
import { adviceOf } from './advice.ts';
import { counterCharts } from './html/charts.ts';
import { environmentSection } from './html/environment.ts';
import { findingSections } from './html/findings.ts';
import { incidentArticles } from './html/incidents.ts';
import { type Content, html, type Markup, proseMarkup } from './html/markup.ts';
import { style } from './html/style.ts';
import { timelinePicture } from './html/timeline.ts';
import { shownReport } from './shownReport.ts';
import { verdictWords } from './words.ts';

/** The colour of the verdict: that of its gravest finding. */
function verdictTone(report: Report): string {
  if (report.verdict === 'healthy') return 'healthy';
  if (report.verdict === 'no-evidence') return 'unknown';
  return report.findings.some((finding) => finding.severity === 'critical') ? 'critical' : 'warning';
}

function listSection(id: string, heading: string, texts: readonly string[]): Content {
  if (texts.length === 0) return undefined;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><ul>${texts.map((text) => html`<li>${proseMarkup(text)}</li>`)}</ul></section>`;
}

function whatToDo(report: Report): Content {
  const advice = adviceOf(report);
  if (advice.length === 0) return undefined;
  return html`<section class="now" aria-labelledby="now"><h2 id="now">Do now</h2><ol>${advice.map(({ text }) => html`<li>${proseMarkup(text)}</li>`)}</ol></section>`;
}

function whatHappened(report: Report): Content {
  const picture = timelinePicture(report);
  if (picture === undefined && report.incidents.length === 0) return undefined;
  return html`<section aria-labelledby="incidents"><h2 id="incidents">What happened</h2>${picture}${incidentArticles(report)}</section>`;
}

function page(report: Report): Markup {
  const verdict = verdictWords[report.verdict];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>ENA report: ${verdict.toLowerCase()}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header><p class="verdict ${verdictTone(report)}">${verdict}</p>
<h1>${report.summary}</h1></header>
<main>
${whatToDo(report)}
${whatHappened(report)}
${findingSections(report)}
${counterCharts(report)}
${listSection('limits', 'What this evidence cannot show', report.limits)}
${listSection('collect', 'Collect next', report.collect)}
${environmentSection(report)}
</main>
<footer>Report of <code>ena doctor</code>, format ${report.schema}. Times in UTC, or seconds since boot in brackets.</footer>
</body>
</html>
`;
}

/**
 * The report as one page that needs nothing else: no script, no font, no picture from elsewhere, and a policy that
 * forbids them. Follows the reader's light or dark preference. What there is too much of is counted, so that ten
 * thousand incidents still make a page below 2 MB.
 */
export function renderHtml(report: Report): string {
  return page(shownReport(report)).markup;
}
