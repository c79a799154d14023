import type { SourceSummary } from '../evidence/source.ts';
import { findingRow } from './findings/index.ts';
import type { Blame, Finding, Incident, Verdict } from './report.ts';

const atFault: Readonly<Record<Blame, string>> = {
  device: 'The device is at fault, as far as this shows.',
  driver: 'The driver is at fault.',
  'guest-cpu': 'The adapter is the victim: the guest’s CPUs starved it.',
  'guest-memory': 'The adapter is the victim: the guest is short of memory.',
  'instance-limits': 'The instance type’s limits are the cause, not the adapter.',
  configuration: 'The configuration is the cause.',
  unknown: 'Who is at fault cannot be told from this.',
};

const sinceBoot = ' The counters tell that it happened since boot, not when.';
const guess = ' This rests on one sign: look for another before acting.';

/** The verdict in a sentence or two: what is wrong, did it recover, whose fault it is. */
export const summarise = (report: {
  verdict: Verdict;
  findings: readonly Finding[];
  incidents: readonly Incident[];
  sources: readonly SourceSummary[];
}): string => {
  const { verdict, findings, incidents, sources } = report;
  if (verdict === 'no-evidence') return noEvidence(findings, sources);
  if (verdict === 'healthy') return healthy(findings);
  const worst = worstIncident(incidents);
  const loop = findings.find(({ id }) => id === 'reset-loop');
  if (worst !== undefined && worst.outcome !== 'failed' && loop !== undefined)
    return `${tellLoop(loop, worst)} ${atFault[loop.blame]}`;
  if (worst !== undefined) return `${tellIncidents(incidents, worst)} ${atFault[worst.blame]}`;
  const [top, ...others] = findings.filter(({ severity }) => severity !== 'notice');
  if (top === undefined) return 'Problems were found.';
  const more =
    others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'finding' : 'findings'})`;
  const sure = top.confidence === 'possible' ? (top.values.counter === undefined ? guess : sinceBoot) : '';
  return `${top.title}${more}. ${atFault[top.blame]}${sure}`;
};

/** A finding that mostly is a problem, and here weighs less, is nothing to ignore. */
const healthy = (findings: readonly Finding[]): string => {
  const well = 'Nothing wrong with the adapter was found';
  const [look, ...others] = findings.filter(({ id }) => findingRow(id).severity !== 'notice');
  if (look !== undefined)
    return `${well}; worth a look: ${lowerFirst(look.title)}${others.length === 0 ? '' : ` (and ${others.length} more)`}.`;
  if (findings.length === 0) return `${well}.`;
  return `${well}; ${findings.length === 1 ? 'one notice' : `${findings.length} notices`} may be ignored.`;
};

const noEvidence = (findings: readonly Finding[], sources: readonly SourceSummary[]): string => {
  const only = findings[0];
  if (only === undefined && sources.some(({ adapterLines }) => adapterLines > 0))
    return 'ENA is named in what was given, and nothing there tells how it is.';
  return only === undefined
    ? 'Nothing about ENA was found in what was given.'
    : `Nothing about ENA was found in what was given: ${lowerFirst(only.title)}.`;
};

const worstIncident = (incidents: readonly Incident[]): Incident | undefined =>
  incidents.findLast(({ outcome }) => outcome === 'failed') ??
  incidents.findLast(({ cause }) => cause !== 'capabilities-refresh' && cause !== 'unknown') ??
  incidents.at(-1);

const endings = {
  recovered: 'it recovered',
  failed: 'it did not come back',
  unknown: 'its end is not in what was given',
} as const;

/** Recovering again and again is no recovery. */
const tellLoop = ({ adapter, values }: Finding, { cause }: Incident): string => {
  const period = values.periodSeconds === undefined ? '' : `, one every ${values.periodSeconds} s`;
  const why = cause === 'unknown' ? '' : `, because ${lowerFirst(findingRow(cause).title)}`;
  return `${adapter === undefined ? 'The adapter' : `Adapter ${adapter}`} is in a reset loop: ${values.resets ?? 'many'} resets${period}${why}.`;
};

const tellIncidents = (incidents: readonly Incident[], worst: Incident): string => {
  const who = worst.adapter === undefined ? 'The adapter' : `Adapter ${worst.adapter}`;
  const why =
    worst.cause === 'unknown'
      ? 'for a reason not in what was given'
      : worst.cause === 'capabilities-refresh'
        ? 'to negotiate its features anew'
        : `because ${lowerFirst(findingRow(worst.cause).title)}`;
  const times = incidents.length === 1 ? 'was reset' : `was reset ${incidents.length} times, last`;
  return `${who} ${times} ${why}; ${endings[worst.outcome]}.`;
};

const lowerFirst = (text: string) => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
