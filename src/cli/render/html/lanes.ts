import type { Finding, Incident, Outcome, Report, Severity } from '../../../diagnosis/report.ts';
import { plural, timesWords } from '../quantity.ts';
import { stampWords } from '../stamp.ts';
import { cut } from '../text.ts';
import { adapterShort, incidentOutcome } from '../words.ts';
import type { TimeAxis } from './timeAxis.ts';

/** A piece of a lane, percent of the axis. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly outcome: Outcome;
  readonly title: string;
}

/** Incidents of one adapter and cause, side by side in time. */
export interface IncidentLane {
  readonly label: string;
  readonly count: string;
  readonly bands: readonly Band[];
}

/** A finding, from where it was first seen to where it was last. */
export interface FindingLane {
  readonly label: string;
  readonly count: string;
  readonly severity: Severity;
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

/** More pieces than this cannot be told apart by eye; neighbours are then drawn as one. */
const mostBands = 150;
/** What fits on a phone. */
const longestLabel = 48;
const gravity: readonly Outcome[] = ['failed', 'unknown', 'recovered'];

function merged(bands: readonly Band[]): Band[] {
  if (bands.length <= mostBands) return [...bands];
  const bins = new Map<number, Band[]>();
  for (const band of bands) {
    const bin = Math.floor((band.from / 100) * mostBands);
    const members = bins.get(bin);
    if (members) members.push(band);
    else bins.set(bin, [band]);
  }
  return Array.from(bins.values(), (members) => ({
    from: members.reduce((least, band) => Math.min(least, band.from), 100),
    to: members.reduce((most, band) => Math.max(most, band.to), 0),
    outcome: gravity.find((outcome) => members.some((band) => band.outcome === outcome)) ?? 'unknown',
    title: `${plural(members.length, 'incident')} from ${members[0]?.title}`,
  }));
}

function bandOf(incident: Incident, axis: TimeAxis): Band[] {
  const from = axis.position(incident.begin);
  if (from === undefined || incident.begin === undefined) return [];
  const to = Math.max(axis.position(incident.end) ?? from, from);
  return [
    { from, to, outcome: incident.outcome, title: `${stampWords(incident.begin)}: ${incidentOutcome(incident)}` },
  ];
}

function outcomes(incidents: readonly Incident[]): string {
  const failed = incidents.filter((incident) => incident.outcome === 'failed').length;
  if (failed === 0) return plural(incidents.length, 'incident');
  return failed === 1 && incidents.length === 1
    ? 'did not recover'
    : `${plural(incidents.length, 'incident')}, ${failed} did not recover`;
}

/** One lane for each cause and adapter, in the order of their first incidents. */
export function incidentLanes(report: Report, axis: TimeAxis): IncidentLane[] {
  const alike = new Map<string, Incident[]>();
  for (const incident of report.incidents) {
    const label = cut(
      [incident.cause, adapterShort(report, incident.adapter)].filter(Boolean).join(' · '),
      longestLabel,
    );
    const known = alike.get(label);
    if (known) known.push(incident);
    else alike.set(label, [incident]);
  }
  return Array.from(alike, ([label, incidents]) => ({
    label,
    count: outcomes(incidents),
    bands: merged(incidents.flatMap((incident) => bandOf(incident, axis))),
  })).filter((lane) => lane.bands.length > 0);
}

function findingLane(finding: Finding, report: Report, axis: TimeAxis): FindingLane[] {
  const from = axis.position(finding.first ?? finding.last);
  if (from === undefined) return [];
  const to = Math.max(axis.position(finding.last) ?? from, from);
  const { severity, title } = finding;
  const adapter = adapterShort(report, finding.adapter);
  const where = adapter ? ` · ${cut(adapter, longestLabel / 2)}` : '';
  const label = cut(title, longestLabel - where.length) + where;
  return [{ label, count: timesWords(finding.count), severity, from, to, title: `${severity}: ${title}` }];
}

/** A lane for each finding whose time is known, by weight. */
export function findingLanes(report: Report, axis: TimeAxis): FindingLane[] {
  return report.findings.flatMap((finding) => findingLane(finding, report, axis));
}
