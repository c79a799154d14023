import type { Incident, Report } from '../../../diagnosis/report.ts';
import { groupOutcome, groupWords, type IncidentGroup, incidentGroups } from '../incidentGroup.ts';
import { numberWords, offsetWords, plural } from '../quantity.ts';
import { reasonWords } from '../reasonWords.ts';
import { stampWords } from '../stamp.ts';
import { adapterLabel, counterWords, roleWords } from '../words.ts';
import { cellCode, code, inline, table } from './text.ts';

const mostGroups = 30;
const mostSteps = 30;
const mostCounters = 60;

function facts(incident: Incident): string {
  const known = (from: string | undefined) => (from ? `: ${inline(from)}` : '');
  const { resetReason, counters } = incident;
  const names = counterWords(counters);
  const listed = names.slice(0, mostCounters).map(code).join(', ');
  const left = names.length > mostCounters ? `, and ${numberWords(names.length - mostCounters)} more` : '';
  return [
    `- Cause: ${code(incident.cause)}`,
    resetReason === undefined ? '' : `- Reset reason: ${reasonWords(resetReason)}${known(incident.reasonKnownFrom)}`,
    `- Blame: ${roleWords(incident.blame)}${known(incident.blameKnownFrom)}`,
    names.length > 0 ? `- Counters of the dump: ${listed}${left}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function steps(incident: Incident): string {
  const rows = incident.steps
    .slice(0, mostSteps)
    .map(({ afterSeconds, what, place }) => [
      afterSeconds === undefined ? '' : offsetWords(afterSeconds),
      inline(what),
      cellCode(`${place.source}:${place.line}`),
    ]);
  const left = incident.steps.length - rows.length;
  if (left > 0) rows.push(['', `and ${plural(left, 'more step')}`, '']);
  return rows.length > 0 ? table(['After', 'What', 'Where'], rows) : '';
}

function heading(group: IncidentGroup, number: number, report: Report): string {
  const { first, incidents } = group;
  const adapter = adapterLabel(report, first.adapter);
  const when = incidents.length > 1 ? groupWords(group) : stampWords(first.begin ?? 'at an unknown time');
  return `### ${number}. ${inline([when, adapter, groupOutcome(group)].filter(Boolean).join(', '))}`;
}

/** What happened, in order; a loop is told by its first incident. */
export function incidentsMarkdown(report: Report): string {
  const groups = incidentGroups(report.incidents);
  const blocks = groups.slice(0, mostGroups).map((group, index) => {
    const folded = group.incidents.length > 1 ? 'The first of them:' : '';
    return [heading(group, index + 1, report), folded, steps(group.first), facts(group.first)]
      .filter(Boolean)
      .join('\n\n');
  });
  if (groups.length > mostGroups) blocks.push(`and ${plural(groups.length - mostGroups, 'more incident')}`);
  return blocks.join('\n\n');
}
