import type { Place } from '../evidence/observation.ts';
import type { SourceSummary } from '../evidence/source.ts';

/** The doctor's answer. `schema/report-1.schema.json` describes its JSON form. */

export const severities = ['notice', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const blames = [
  'device',
  'driver',
  'guest-cpu',
  'guest-memory',
  'instance-limits',
  'configuration',
  'unknown',
] as const;
export type Blame = (typeof blames)[number];

export const confidences = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof confidences)[number];

export type Verdict = 'healthy' | 'problems' | 'no-evidence';

export type Outcome = 'recovered' | 'failed' | 'unknown';

export interface Finding {
  /** An id of `findings.ts`, with `:x` where the id has variants. */
  readonly id: string;
  readonly severity: Severity;
  /** PCI address or interface name; absent where the finding is the machine's. */
  readonly adapter?: string;
  readonly count: number;
  /** ISO 8601 where the wall time is known, else seconds since boot as `[18509.800135]`. */
  readonly first?: string;
  readonly last?: string;
  readonly blame: Blame;
  readonly confidence: Confidence;
  readonly title: string;
  readonly meaning: string;
  readonly advice: readonly string[];
  readonly values: Readonly<Record<string, number | string>>;
  readonly evidence: readonly Place[];
}

/** One step of an incident, for the timeline. */
export interface Step {
  readonly time?: string;
  /** Seconds after the incident's first line. */
  readonly afterSeconds?: number;
  /** What happened, in words: "keep-alive lost for 6.0 s". */
  readonly what: string;
  readonly place: Place;
}

export interface Incident {
  readonly adapter?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly durationSeconds?: number;
  /** The finding id of the cause, or `unknown`. */
  readonly cause: string;
  readonly resetReason?: number;
  /** How the reason is known, in one sentence. */
  readonly reasonKnownFrom?: string;
  readonly blame: Blame;
  /** How the blame is known, in one sentence. */
  readonly blameKnownFrom?: string;
  readonly outcome: Outcome;
  readonly findings: readonly string[];
  readonly steps: readonly Step[];
  /** Counters above zero in the statistics dump of this reset. */
  readonly counters: Readonly<Record<string, number>>;
}

export interface Adapter {
  readonly pci?: string;
  readonly interfaces: readonly string[];
  readonly host?: string;
  readonly driver: { readonly flavour: 'amzn' | 'kernel' | 'dpdk' | 'freebsd' | 'unknown'; readonly version?: string };
}

/** A counter seen rising between two snapshots, or plotted over several. */
export interface CounterSeries {
  readonly adapter?: string;
  readonly name: string;
  readonly points: readonly { readonly time?: string; readonly value: number }[];
  /** Per second between first and last, where both times are known. */
  readonly perSecond?: number;
}

export interface Report {
  readonly schema: 'enakit/report/1';
  readonly verdict: Verdict;
  /** The verdict in one sentence. */
  readonly summary: string;
  readonly sources: readonly SourceSummary[];
  readonly adapters: readonly Adapter[];
  readonly incidents: readonly Incident[];
  /** By weight: critical first, then confidence, then count. */
  readonly findings: readonly Finding[];
  readonly series: readonly CounterSeries[];
  /** What this evidence cannot show: hidden messages of this driver, missing permissions. */
  readonly limits: readonly string[];
  /** What to collect next, as commands or sentences. */
  readonly collect: readonly string[];
}
