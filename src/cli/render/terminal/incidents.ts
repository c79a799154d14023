import type { Incident, Outcome, Report, Step } from '../../../diagnosis/report.ts';
import { groupWords, type IncidentGroup, incidentGroups } from '../incidentGroup.ts';
import { numberWords, offsetWords, plural } from '../quantity.ts';
import { reasonWords } from '../reasonWords.ts';
import { stampWords } from '../stamp.ts';
import { cut, textWidth, wrap } from '../text.ts';
import { adapterLabel, counterWords, incidentOutcome, roleWords } from '../words.ts';
import { placeLabel } from './evidence.ts';
import { inBody, type Layout, labelled } from './layout.ts';
import type { Paint } from './paint.ts';

const mostGroups = 12;
/** Of a long incident the beginning tells the cause and the end the outcome. */
const [stepsAtBegin, stepsAtEnd] = [8, 3];
const mostCounters = 12;

const outcomePaint = (outcome: Outcome, layout: Layout): Paint =>
  ({ recovered: layout.palette.green, failed: layout.palette.red, unknown: layout.palette.yellow })[outcome];

function stepLines(step: Step, layout: Layout): string[] {
  const { palette, gutter, width } = layout;
  const offset = step.afterSeconds === undefined ? '' : cut(offsetWords(step.afterSeconds), 14);
  const indent = Math.max(offset.length, 10) + 2;
  const room = Math.min(width - gutter, layout.prose) - indent;
  const label = placeLabel(step.place, 24);
  const withPlace = room - textWidth(label) - 2;
  const beside = withPlace >= 30;
  const [first = '', ...rest] = wrap(step.what, beside ? withPlace : room);
  const place = beside ? ' '.repeat(withPlace - textWidth(first) + 2) + palette.dim(label) : '';
  return [
    `${palette.dim(offset.padStart(indent - 2))}  ${first}${place}`,
    ...rest.map((line) => ' '.repeat(indent) + line),
  ];
}

function timeline(incident: Incident, layout: Layout): string[] {
  const { steps } = incident;
  const left = steps.length - stepsAtBegin - stepsAtEnd;
  if (layout.all || left < 2) return steps.flatMap((step) => stepLines(step, layout));
  return [
    ...steps.slice(0, stepsAtBegin).flatMap((step) => stepLines(step, layout)),
    layout.palette.dim(`${' '.repeat(12)}… ${plural(left, 'more step')}`),
    ...steps.slice(-stepsAtEnd).flatMap((step) => stepLines(step, layout)),
  ];
}

/** `blame      the ENA device: how it is known`. */
function fact(layout: Layout, name: string, what: string, knownFrom: string | undefined): string[] {
  const text = knownFrom ? `${what}: ${knownFrom}` : what;
  return wrap(text, layout.prose - 12).map(
    (line, index) => `${layout.palette.dim((index === 0 ? name : '').padStart(10))}  ${line}`,
  );
}

function facts(incident: Incident, layout: Layout): string[] {
  const lines = fact(layout, 'cause', incident.cause, undefined);
  const { resetReason } = incident;
  if (resetReason !== undefined) {
    lines.push(...fact(layout, 'reason', reasonWords(resetReason), incident.reasonKnownFrom));
  }
  lines.push(...fact(layout, 'blame', roleWords(incident.blame), incident.blameKnownFrom));
  const counters = counterWords(incident.counters);
  const listed = counters.slice(0, layout.all ? undefined : mostCounters);
  if (counters.length > listed.length) listed.push(`and ${numberWords(counters.length - listed.length)} more`);
  if (listed.length > 0) lines.push(...fact(layout, 'counters', listed.join(', '), undefined));
  return lines;
}

function titleLines(incident: Incident, number: string, report: Report, layout: Layout): string[] {
  const { palette, prose } = layout;
  const begin = incident.begin === undefined ? undefined : stampWords(incident.begin);
  const where = [begin, adapterLabel(report, incident.adapter)].filter(Boolean).join('  ');
  const outcome = incidentOutcome(incident);
  const paint = outcomePaint(incident.outcome, layout);
  const oneLine = textWidth(where) + 2 + outcome.length <= prose;
  const body =
    where && oneLine
      ? [`${palette.bold(where)}  ${paint(outcome)}`]
      : [...(where ? wrap(where, prose).map(palette.bold) : []), ...wrap(outcome, prose).map(paint)];
  return labelled(layout, number, body, palette.dim);
}

function incidentBlock(incident: Incident, number: string, report: Report, layout: Layout): string[] {
  const body = [...timeline(incident, layout), ...facts(incident, layout)];
  return [...titleLines(incident, number, report, layout), ...inBody(layout, body)];
}

function groupBlock(group: IncidentGroup, number: string, report: Report, layout: Layout): string[] {
  if (group.incidents.length === 1) return incidentBlock(group.first, number, report, layout);
  const { palette, prose } = layout;
  const between = group.incidents.length - 2;
  return [
    ...labelled(layout, number, wrap(groupWords(group), prose).map(palette.bold), palette.dim),
    ...incidentBlock(group.first, 'first', report, layout),
    ...inBody(layout, [palette.dim(`… ${numberWords(between)} like it between …`)]),
    ...titleLines(group.last, 'last', report, layout),
  ];
}

/** What happened, in order: each incident as a block of its own, loops folded to their first and last. */
export function incidentLines(report: Report, layout: Layout): string[][] {
  if (report.incidents.length === 0) return [];
  const alone = (incident: Incident) => ({ first: incident, last: incident, incidents: [incident] });
  const groups = layout.all ? report.incidents.map(alone) : incidentGroups(report.incidents);
  const listed = groups.slice(0, layout.all ? undefined : mostGroups);
  const heading = layout.palette.bold('What happened');
  const blocks = listed.map((group, index) => groupBlock(group, `${index + 1}`, report, layout));
  blocks[0]?.unshift(heading);
  if (groups.length > listed.length) {
    blocks.push(inBody(layout, [layout.palette.dim(`and ${plural(groups.length - listed.length, 'more incident')}`)]));
  }
  return blocks;
}
