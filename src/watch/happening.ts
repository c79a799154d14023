import type { Finding, Incident } from '../diagnosis/report.ts';

/** Something wrong with an adapter, from when it was first seen until it has been quiet for a while. */
export interface Problem {
  /** Adapter and finding: one problem of a kind is open at a time. */
  readonly key: string;
  /** The doctor's finding, as it stands now. */
  readonly finding: Finding;
  /** Milliseconds since 1970. */
  readonly openedMs: number;
  /** When it last grew; milliseconds since 1970. */
  readonly lastMs: number;
}

/** A reset, from its first sign on. */
export interface WatchedIncident {
  /** Adapter and begin. */
  readonly key: string;
  /** The doctor's story, as it stands now. */
  readonly incident: Incident;
  /** Milliseconds since 1970. */
  readonly openedMs: number;
}

/** What the agent tells: each happens once, and is stored, exported and shown alike. */
export type Happening =
  | { readonly kind: 'problem-opened' | 'problem-changed' | 'problem-closed'; readonly problem: Problem }
  | { readonly kind: 'incident-opened' | 'incident-closed'; readonly incident: WatchedIncident }
  | { readonly kind: 'adapter-came' | 'adapter-left'; readonly adapter: string; readonly interfaces: readonly string[] }
  /** A keep-alive is overdue, and the driver's watchdog has not fired yet. */
  | {
      readonly kind: 'heartbeat-late';
      readonly adapter: string;
      readonly silentMs: number;
      readonly watchdogMs: number;
    }
  /** The agent cannot see something, or sees again. One sentence. */
  | { readonly kind: 'blind'; readonly what: string }
  /** There was too much of a finding (or of a kind of happening) to tell each; `why` in a sentence. */
  | {
      readonly kind: 'withheld';
      readonly of: string;
      readonly count: number;
      /** Milliseconds since 1970. */
      readonly sinceMs: number;
      readonly why: string;
    };

/** A happening with its place in the agent's story. */
export type Told = Happening & {
  /** Grows by one with each, over restarts too. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
};
