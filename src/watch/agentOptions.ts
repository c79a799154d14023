import type { Host } from '../evidence/live/host.ts';
import type { TraceControl } from '../evidence/live/traceControl.ts';
import type { StateStore } from './stateFile.ts';

export interface AgentOptions {
  /** The machine to watch. */
  readonly host: Host;
  /** The wall clock: milliseconds since 1970. */
  now(): number;
  /** From 0 to 1: when chores are done for the first time, so that the agents of a fleet do not do them all at once. */
  random(): number;
  /** By which keep-alives are seen; absent where nothing may be changed in the kernel. */
  readonly tracing?: TraceControl;
  /** The processor, as Node.js names it. */
  readonly arch?: string;
  /** How often counters and log are read. */
  readonly intervalMs?: number;
  /** Globs of interfaces; `!eth1` takes away. None: all. */
  readonly interfaces?: readonly string[];
  /** Where what must not be told twice is kept; without it a restart begins anew. */
  readonly state?: StateStore;
  /** Number of the last happening in the history: where the state is lost or older, none is given twice. */
  readonly keptSeq?: number;
  /** Whether the metadata service may be asked for the instance type. */
  readonly imds?: boolean;
  /** A subscriber has thrown. */
  onError?(thrown: unknown): void;
}

export const usualIntervalMs = 1000;
