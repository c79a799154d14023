import type { Incident, Report } from '../../../diagnosis/report.ts';
import { groupOutcome, groupWords, type IncidentGroup, incidentCount, incidentGroups } from '../incidentGroup.ts';
import { durationWords, numberWords, offsetWords, plural } from '../quantity.ts';
import { reasonWords } from '../reasonWords.ts';
import { stampWords } from '../stamp.ts';
import { adapterLabel, counterWords, roleWords } from '../words.ts';
import { type Content, html, type Markup } from './markup.ts';

const mostGroups = 40;
const mostSteps = 40;
const mostRows = 50;
const mostCounters = 60;

function steps(incident: Incident): Content {
  const left = incident.steps.length - mostSteps;
  if (incident.steps.length === 0) return undefined;
  return html`<ol class="steps">${incident.steps
    .slice(0, mostSteps)
    .map(
      ({ afterSeconds, what, place }) =>
        html`<li><span class="offset">${afterSeconds !== undefined && offsetWords(afterSeconds)}</span><span>${what} <span class="place">${place.source}:${place.line}</span></span></li>`,
    )}${left > 0 && html`<li><span class="offset"></span><span class="muted">and ${plural(left, 'more step')}</span></li>`}</ol>`;
}

function facts(incident: Incident): Markup {
  const row = (name: string, what: Content, from: string | undefined) =>
    html`<div><dt>${name}</dt><dd>${what}${from !== undefined && html`<span class="muted">: ${from}</span>`}</dd></div>`;
  const { resetReason } = incident;
  const counters = counterWords(incident.counters);
  const left = counters.length - mostCounters;
  const listed = [...counters.slice(0, mostCounters), ...(left > 0 ? [`and ${numberWords(left)} more`] : [])];
  return html`<dl class="facts">${row('Cause', html`<code>${incident.cause}</code>`, undefined)}${
    resetReason !== undefined && row('Reset reason', reasonWords(resetReason), incident.reasonKnownFrom)
  }${row('Blame', roleWords(incident.blame), incident.blameKnownFrom)}${
    listed.length > 0 && row('Counters', listed.join(', '), undefined)
  }</dl>`;
}

function others(group: IncidentGroup): Content {
  const rest = group.incidents.slice(1);
  if (rest.length === 0) return undefined;
  const rows = rest.slice(0, mostRows).map((incident) => {
    const place = incident.steps[0]?.place;
    const took = incident.durationSeconds === undefined ? '' : durationWords(incident.durationSeconds);
    return html`<tr><td>${incident.begin ? stampWords(incident.begin) : 'unknown'}</td><td>${took}</td><td class="place">${place && `${place.source}:${place.line}`}</td></tr>`;
  });
  const left = rest.length - mostRows;
  return html`<details><summary>The other ${incidentCount(rest)}</summary>
<table><caption>Those like the first, told above in full</caption><thead><tr><th scope="col">Begin</th><th scope="col">Took</th><th scope="col">Where</th></tr></thead><tbody>${rows}</tbody></table>
${left > 0 && html`<p class="muted">and ${numberWords(left)} more</p>`}</details>`;
}

function article(group: IncidentGroup, report: Report): Markup {
  const { first, incidents } = group;
  const when = incidents.length > 1 ? groupWords(group) : first.begin ? stampWords(first.begin) : 'At an unknown time';
  const adapter = adapterLabel(report, first.adapter);
  return html`<article class="incident"><h3>${when}${adapter && ` · ${adapter}`} <span class="chip ${first.outcome}">${groupOutcome(group)}</span></h3>
${steps(first)}${facts(first)}${others(group)}</article>`;
}

/** What happened, in order, in words; a loop is told by its first incident. */
export function incidentArticles(report: Report): Content {
  const groups = incidentGroups(report.incidents);
  const left = groups.length - mostGroups;
  return [
    groups.slice(0, mostGroups).map((group) => article(group, report)),
    left > 0 && html`<p class="muted">and ${plural(left, 'more incident')}</p>`,
  ];
}
