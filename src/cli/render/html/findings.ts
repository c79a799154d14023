import type { Finding, Report } from '../../../diagnosis/report.ts';
import { notices, problems } from '../advice.ts';
import { numberWords, timesWords } from '../quantity.ts';
import { adapterLabel, blameWords, occurrence, valueWords } from '../words.ts';
import { evidenceDetails } from './evidence.ts';
import { type Content, html, type Markup, proseMarkup } from './markup.ts';

const mostFindings = 50;
const mostValues = 30;

function factLine(finding: Finding, report: Report): Markup {
  const adapter = adapterLabel(report, finding.adapter);
  const words = [occurrence(finding), adapter, finding.confidence, `blame: ${blameWords[finding.blame]}`];
  return html`<p class="muted">${words.filter(Boolean).join(' · ')} · <code>${finding.id}</code></p>`;
}

function article(finding: Finding, report: Report): Markup {
  const values = valueWords(finding.values).slice(0, mostValues);
  return html`<article class="finding"><h3><span class="chip ${finding.severity}">${finding.severity}</span> ${finding.title}</h3>
${factLine(finding, report)}<p>${proseMarkup(finding.meaning)}</p>
${values.length > 0 && html`<p>Measured: ${values.join(', ')}</p>`}${evidenceDetails(finding.evidence)}</article>`;
}

function notice(finding: Finding, report: Report): Markup {
  return html`<details><summary>${finding.title}${finding.count > 1 && html` <span class="muted">${timesWords(finding.count)}</span>`}</summary>
${factLine(finding, report)}<p>${proseMarkup(finding.meaning)}</p>${evidenceDetails(finding.evidence)}</details>`;
}

function section(id: string, heading: string, body: readonly Markup[]): Content {
  if (body.length === 0) return undefined;
  const left = body.length - mostFindings;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${body.slice(0, mostFindings)}${left > 0 && html`<p class="muted">and ${numberWords(left)} more</p>`}</section>`;
}

/** What was found, by weight, and the notices, each folded to its title. */
export function findingSections(report: Report): Content {
  const bounded = (findings: readonly Finding[], one: (finding: Finding, report: Report) => Markup) =>
    findings.map((finding, index) => (index < mostFindings ? one(finding, report) : html``));
  return [
    section('findings', 'What was found', bounded(problems(report), article)),
    section('notices', 'Notices', bounded(notices(report), notice)),
  ];
}
