import { type Report, type Severity, severities } from '../../../diagnosis/report.ts';
import { plural } from '../quantity.ts';
import { outcomeWords } from '../words.ts';
import { type Band, type FindingLane, findingLanes, type IncidentLane, incidentLanes } from './lanes.ts';
import { type Content, html, type Markup } from './markup.ts';
import { reportAxis, type TimeAxis } from './timeAxis.ts';

/**
 * Across, everything is in percent: the picture takes the width of the page while its letters keep their size.
 * Down, it is in pixels: a lane is a line of text and a track below it.
 */
const laneHeight = 38;
const axisHeight = 28;
const mostLanes = 10;

const percent = (value: number) => `${Math.round(value * 100) / 100}%`;

/** Shapes around the origin, so that severities differ by more than colour. */
const shapes: Readonly<Record<Severity, string>> = {
  critical: 'M0-7 7 0 0 7-7 0Z',
  warning: 'M0-6 6.5 5.5H-6.5Z',
  notice: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z',
};

const severityMark = (severity: Severity): Markup => html`<path class="mark ${severity}" d="${shapes[severity]}"/>`;

const laneText = (label: string, count: string, y: number) =>
  html`<line class="track" x1="0" x2="100%" y1="${y + 25}" y2="${y + 25}"/><text x="0" y="${y + 12}" class="lane">${label} <tspan class="muted" dx="6">${count}</tspan></text>`;

function incidentBand(lane: IncidentLane, y: number): Markup {
  const bands = lane.bands.map(
    ({ from, to, outcome, title }) =>
      html`<rect x="${percent(from)}" y="${y + 20}" width="${percent(Math.max(to - from, 0.05))}" height="10" rx="1" class="band ${outcome}"><title>${title}</title></rect>`,
  );
  return html`${laneText(lane.label, lane.count, y)}${bands}`;
}

function findingMarks(lane: FindingLane, y: number): Markup {
  const { from, to, severity, title } = lane;
  const mark = (x: number) =>
    html`<svg x="${percent(x)}" y="${y + 25}" overflow="visible">${severityMark(severity)}</svg>`;
  const span =
    to > from &&
    html`<line x1="${percent(from)}" x2="${percent(to)}" y1="${y + 25}" y2="${y + 25}" class="span ${severity}"/>`;
  return html`${laneText(lane.label, lane.count, y)}<g><title>${title}</title>${span}${mark(from)}${to > from && mark(to)}</g>`;
}

function gridLines(axis: TimeAxis, height: number): Content {
  return axis.ticks.map(({ position, label }, index) => {
    const anchor = position < 12 ? 'start' : position > 88 ? 'end' : 'middle';
    const x = percent(position);
    return html`<g class="${index % 2 === 1 ? 'tick minor' : 'tick'}"><line x1="${x}" x2="${x}" y1="0" y2="${height}"/><text x="${x}" y="${height + 18}" text-anchor="${anchor}">${label}</text></g>`;
  });
}

/** What the shapes and colours mean, as far as they occur. */
function legend(bands: readonly IncidentLane[], marks: readonly FindingLane[]): Markup {
  const seen = new Set<string>([...bands.flatMap((lane) => lane.bands), ...marks].map((one) => legendKey(one)));
  const swatches = outcomes
    .filter((outcome) => seen.has(outcome))
    .map((outcome) => html`<li><i class="swatch ${outcome}"></i>${outcomeWords[outcome]}</li>`);
  const signs = severities
    .filter((severity) => seen.has(severity))
    .map(
      (severity) =>
        html`<li><svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">${severityMark(severity)}</svg>${severity}</li>`,
    );
  return html`<ul class="legend">${swatches}${signs.reverse()}</ul>`;
}

const outcomes = ['recovered', 'failed', 'unknown'] as const;
const legendKey = (one: Band | FindingLane) => ('outcome' in one ? one.outcome : one.severity);

/** The picture of the report: incidents as bands, findings as marks, on one time axis. Nothing where no time is known. */
export function timelinePicture(report: Report): Content {
  const axis = reportAxis(report);
  if (axis === undefined) return undefined;
  const incidents = incidentLanes(report, axis);
  const findings = findingLanes(report, axis);
  const [bands, marks] = [incidents.slice(0, mostLanes), findings.slice(0, mostLanes)];
  const lanes = bands.length + marks.length;
  const height = lanes * laneHeight + 4;
  const left = incidents.length + findings.length - lanes;
  const clock = axis.clock === 'wall' ? 'Time in UTC' : 'Seconds since boot';
  const day = axis.clock === 'wall' ? `, from ${new Date(axis.begin * 1000).toISOString().slice(0, 10)}` : '';
  const description = `${plural(report.incidents.length, 'incident')} as bands and ${plural(report.findings.length, 'finding')} as marks; the same is told in words below.`;
  return html`<figure class="timeline">
<svg role="img" aria-labelledby="timeline-title timeline-text" width="100%" height="${height + axisHeight}">
<title id="timeline-title">Timeline of incidents and findings</title><desc id="timeline-text">${description}</desc>
${gridLines(axis, height)}
${bands.map((lane, index) => incidentBand(lane, index * laneHeight))}
${marks.map((lane, index) => findingMarks(lane, (bands.length + index) * laneHeight))}
<line x1="0" x2="100%" y1="${height}" y2="${height}" class="axis"/>
</svg>
<figcaption><span>${clock}${day}.${left > 0 && ` ${plural(left, 'more lane')} not drawn.`}</span>${legend(bands, marks)}</figcaption>
</figure>`;
}
