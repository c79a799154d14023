import type { Report } from '../diagnosis/report.ts';
import type { Problem, Told, WatchedIncident } from './happening.ts';

/** One round of an adapter's counters, as its driver names them. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** The same array as long as the driver's set of counters stays the same. */
  readonly names: readonly string[];
  /** In the order of `names`. */
  readonly values: Float64Array;
}

/** The keep-alives of an adapter, where the kernel lets them be seen. */
export interface Heartbeat {
  /** Milliseconds since 1970. */
  readonly lastMs: number;
  /** How many were seen. */
  readonly beats: number;
  /** Between the last two; milliseconds. */
  readonly intervalMs: number;
  /** Mean distance of the intervals from their mean, over the last 60. */
  readonly jitterMs: number;
  /** After so much silence the driver's watchdog fires. */
  readonly watchdogMs: number;
}

/** An adapter as it is now. */
export interface WatchedAdapter {
  /** `0000:00:05.0`. */
  readonly pci: string;
  readonly interfaces: readonly string[];
  /** As `ethtool -i` tells it; absent while nothing drives it. */
  readonly driver?: { readonly name: string; readonly version?: string };
  /** Absent while its counters cannot be read. */
  readonly sample?: Sample;
  /** Absent where keep-alives cannot be seen; `heartbeatUnseen` says why, in a sentence. */
  readonly heartbeat?: Heartbeat;
  readonly heartbeatUnseen?: string;
}

/** Who the agent runs on. What the machine does not tell is absent. */
export interface WatchedHost {
  readonly hostname?: string;
  readonly bootId?: string;
  readonly kernel?: string;
  readonly instanceType?: string;
}

/** What a subscriber is told. */
export interface Subscriber {
  happened?(told: Told): void;
  /** A round of samples was taken, of all adapters. */
  sampled?(atMs: number): void;
  beat?(pci: string, heartbeat: Heartbeat): void;
  /** A line of the kernel log that concerns ENA, annotated later by who shows it. */
  logged?(line: { readonly atMs: number; readonly text: string; readonly finding?: string }): void;
}

/** What exporters, the page and the store read of the agent. The agent is one; the lab's machine is another. */
export interface Feed {
  readonly host: WatchedHost;
  readonly adapters: readonly WatchedAdapter[];
  readonly problems: readonly Problem[];
  readonly incidents: readonly WatchedIncident[];
  /** What cannot be seen at present, in sentences. */
  readonly blind: readonly string[];
  /** The doctor's report on the present episode. */
  report(): Report;
  /** What it returns ends the subscription. */
  subscribe(subscriber: Subscriber): () => void;
}
