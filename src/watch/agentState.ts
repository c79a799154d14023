import { createHash } from 'node:crypto';
import type { ResumedLog } from '../evidence/live/kernelFollower.ts';
import type { Told } from './happening.ts';
import type { WatcherMemory } from './watcher.ts';

/** Counters above zero that a rule looks at, as they last stood. */
export interface CounterMark {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly values: Readonly<Record<string, number>>;
}

/** All that an agent has to know of the one before it. */
export interface AgentState {
  /** Number of the last happening. */
  readonly seq: number;
  readonly bootId?: string;
  readonly log?: ResumedLog;
  /** Adapters that were told to be there, with their interfaces. */
  readonly adapters: Readonly<Record<string, readonly string[]>>;
  /** By PCI address. */
  readonly counters: Readonly<Record<string, CounterMark>>;
  readonly watcher: WatcherMemory;
  /** What could not be seen, by key: told already. */
  readonly blind: Readonly<Record<string, string>>;
  /** Happenings that are being told: nobody knows whether they were. */
  readonly untold: readonly Told[];
}

const version = 1;

const sumOf = (body: string): string => createHash('sha256').update(body).digest('hex').slice(0, 32);

/** Two lines: what it is and its checksum, then the state. */
export const printState = (state: AgentState): string => {
  const body = JSON.stringify(state);
  return `enakit-agent-state ${version} ${sumOf(body)}\n${body}\n`;
};

/** The state, or why it cannot be gone on from, as a clause. */
export const readState = (text: string): AgentState | { readonly damage: string } => {
  const [, of, sum] = /^enakit-agent-state (\d{1,9}) ([\da-f]{32})\n/.exec(text) ?? [];
  if (of === undefined) return { damage: 'it is not a state of this program' };
  if (Number(of) !== version) return { damage: `it is of version ${of}, and this program writes version ${version}` };
  const body = text.slice(text.indexOf('\n') + 1).trimEnd();
  // What has the sum was written by `printState`, whole.
  return sumOf(body) === sum ? (JSON.parse(body) as AgentState) : { damage: 'its checksum does not match' };
};
