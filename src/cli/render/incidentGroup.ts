import type { Incident } from '../../diagnosis/report.ts';
import { durationWords, plural } from './quantity.ts';
import { secondsBetween, spanWords } from './stamp.ts';
import { incidentOutcome, outcomeWords } from './words.ts';

/** Incidents of one adapter that differ in nothing but their time. */
export interface IncidentGroup {
  readonly first: Incident;
  readonly last: Incident;
  readonly incidents: readonly Incident[];
}

/** From here on a reader wants the pattern, not the repetitions. */
const foldedFrom = 4;

function likeness(incident: Incident): string {
  const { adapter, cause, resetReason, blame, outcome } = incident;
  return JSON.stringify([adapter, cause, resetReason, blame, outcome]);
}

/** Groups like incidents, in the order of their first ones; fewer than four alike stay alone, in their own place. */
export function incidentGroups(incidents: readonly Incident[]): IncidentGroup[] {
  const alike = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const key = likeness(incident);
    const known = alike.get(key);
    if (known) known.push(incident);
    else alike.set(key, [incident]);
  }
  const groups: IncidentGroup[] = [];
  for (const incident of incidents) {
    const members = alike.get(likeness(incident)) ?? [];
    if (members.length < foldedFrom) groups.push({ first: incident, last: incident, incidents: [incident] });
    else if (members[0] === incident) groups.push({ first: incident, last: members.at(-1)!, incidents: members });
  }
  return groups;
}

/** Seconds from each incident to the next, ascending; empty where a time is missing or goes backwards. */
function intervals(incidents: readonly Incident[]): number[] {
  const gaps: number[] = [];
  for (const [index, incident] of incidents.slice(1).entries()) {
    const seconds = secondsBetween(incidents[index]?.begin, incident.begin);
    if (seconds === undefined || seconds < 0) return [];
    gaps.push(seconds);
  }
  return gaps.sort((a, b) => a - b);
}

/** `every 61 s`, or `2 s to 3 h 5 min apart` where there is no rhythm. Undefined where the times do not tell. */
export function periodWords(incidents: readonly Incident[]): string | undefined {
  const gaps = intervals(incidents);
  const middle = gaps[gaps.length >> 1];
  if (middle === undefined) return undefined;
  // One gap may be off (a reboot, a repair); a rhythm is what the inner eight tenths keep.
  const low = gaps[Math.floor(gaps.length * 0.1)] ?? middle;
  const high = gaps[Math.ceil(gaps.length * 0.9) - 1] ?? middle;
  if (high - low <= Math.max(0.2 * middle, 2)) return `every ${durationWords(Math.round(middle * 10) / 10)}`;
  return `${durationWords(Math.round(gaps[0]!))} to ${durationWords(Math.round(gaps.at(-1)!))} apart`;
}

/** `38 resets`. */
export function incidentCount(incidents: readonly Incident[]): string {
  return plural(incidents.length, incidents.every((one) => one.resetReason !== undefined) ? 'reset' : 'incident');
}

/** `recovered after 2.976 s`, or `each recovered` for many. */
export function groupOutcome({ first, incidents }: IncidentGroup): string {
  return incidents.length === 1 ? incidentOutcome(first) : `each ${outcomeWords[first.outcome]}`;
}

/** `38 resets, every 61 s, 2026-07-24 03:11:09 to 03:49:45 UTC`. */
export function groupWords(group: IncidentGroup): string {
  const parts = [incidentCount(group.incidents)];
  const period = periodWords(group.incidents);
  if (period) parts.push(period);
  const { begin } = group.first;
  const end = group.last.begin ?? begin;
  if (begin !== undefined && end !== undefined) parts.push(spanWords(begin, end));
  return parts.join(', ');
}
