import type { Verdict } from '../../diagnosis/report.ts';
import type { Heartbeat, WatchedHost } from '../feed.ts';
import type { Problem, Told, WatchedIncident } from '../happening.ts';
import type { LabView } from './lab.ts';

/** What server and page say to each other. All times are milliseconds since 1970, by the clock of what is watched. */

/** An adapter as the page gets to know it; from then on samples tell what changed. */
export interface AdapterView {
  readonly pci: string;
  readonly interfaces: readonly string[];
  readonly driver?: { readonly name: string; readonly version?: string };
  readonly heartbeat?: Heartbeat;
  readonly heartbeatUnseen?: string;
  /** When the counters were read; absent where they cannot be. */
  readonly sampledMs?: number;
  /** Of the counters, as the driver prints them. */
  readonly names: readonly string[];
  /** In the order of `names`. */
  readonly values: readonly number[];
}

/** What is wrong now. */
export interface State {
  readonly verdict: Verdict;
  /** The verdict in one sentence. */
  readonly summary: string;
  readonly problems: readonly Problem[];
  readonly incidents: readonly WatchedIncident[];
  readonly blind: readonly string[];
}

/** Everything as it is at one moment. */
export interface Snapshot {
  readonly atMs: number;
  /** How fast the watched clock goes: 1 but in the lab. */
  readonly speed: number;
  readonly host: WatchedHost;
  readonly adapters: readonly AdapterView[];
  readonly state: State;
  /** The last that were logged, oldest first. */
  readonly lines: readonly LogEntry[];
  /** How far back it can be asked what was; milliseconds. */
  readonly reachMs: number;
  readonly lab?: LabView;
}

/** What changed of an adapter's counters. */
export interface Change {
  readonly pci: string;
  /** Index and new value, in turn. */
  readonly changed: readonly number[];
}

/** A line of the kernel log, with what it means; empty where nobody knows. */
export interface LogEntry {
  readonly atMs: number;
  readonly text: string;
  readonly meaning: string;
}

/** What the stream tells. What has no place in a story (`lab`, `clock`) cannot be resumed, and need not be. */
export type StreamEvent =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'sample'; readonly atMs: number; readonly adapters: readonly Change[] }
  | { readonly kind: 'beat'; readonly pci: string; readonly heartbeat: Heartbeat }
  | { readonly kind: 'state'; readonly state: State }
  | { readonly kind: 'happened'; readonly told: Told }
  | { readonly kind: 'log'; readonly line: LogEntry }
  | { readonly kind: 'lab'; readonly lab: LabView };

/** How a statistic stood at a time. */
export interface HistoryPoint {
  readonly atMs: number;
  readonly value: number;
}

/** Statistics over time, in the order they were asked for. */
export interface SeriesAnswer {
  readonly span: readonly [fromMs: number, toMs: number];
  readonly series: readonly (readonly HistoryPoint[])[];
}

/** A statistic that an adapter has. */
export interface StatisticView {
  readonly id: string;
  readonly means: string;
  readonly unit: string;
  readonly type: 'counter' | 'gauge';
}
