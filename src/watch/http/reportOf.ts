import type { Finding, Report } from '../../diagnosis/report.ts';
import type { Feed } from '../feed.ts';
import type { Problem, Told } from '../happening.ts';
import { type History, newestHappenings } from './history.ts';

/** Findings may be told of a little before and after the reset they belong to. */
const aroundMs = 120_000;
const mostHappenings = 5000;

const problemIn = (told: Told): Problem | undefined => ('problem' in told ? told.problem : undefined);

const byWeight = (one: Finding, other: Finding): number =>
  Number(other.severity === 'critical') - Number(one.severity === 'critical') || other.count - one.count;

/** The report on one incident, for a support case, also long after it is over; undefined for one that is not known. */
export const reportOfIncident = async (feed: Feed, history: History, key: string): Promise<Report | undefined> => {
  const told = await newestHappenings(history, 0, Number.MAX_SAFE_INTEGER, mostHappenings);
  const watched =
    feed.incidents.find((one) => one.key === key) ??
    told.flatMap((one) => ('incident' in one && one.incident.key === key ? [one.incident] : [])).at(-1);
  if (watched === undefined) return undefined;
  const { incident, openedMs } = watched;
  const near = told.filter(({ atMs }) => Math.abs(atMs - openedMs) <= aroundMs).flatMap((one) => problemIn(one) ?? []);
  // What is open now stands last, for it knows most.
  const findings = new Map<string, Finding>();
  for (const { finding } of [...near, ...feed.problems]) {
    if (incident.findings.includes(finding.id) && finding.adapter === incident.adapter)
      findings.set(finding.id, finding);
  }
  const { adapters, limits } = feed.report();
  return {
    schema: 'enakit/report/1',
    verdict: 'problems',
    summary: `One reset${incident.cause === 'unknown' ? '' : `, caused by ${incident.cause}`}.`,
    sources: [],
    adapters,
    incidents: [incident],
    findings: [...findings.values()].sort(byWeight),
    series: [],
    limits,
    collect: [],
  };
};
