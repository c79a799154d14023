import type { AgentOptions } from './agentOptions.ts';
import type { AgentState } from './agentState.ts';
import { Blindness } from './blindness.ts';
import { CounterWatch } from './counterWatch.ts';
import type { Feed } from './feed.ts';
import { HostAgent } from './hostAgent.ts';
import { interfaceFilter } from './interfaceFilter.ts';
import { describeHost } from './introduction.ts';
import { recall } from './memory.ts';
import { Outbox } from './outbox.ts';
import { rehearse } from './rehearse.ts';
import { Roster } from './roster.ts';
import { SteadyClock } from './steadyClock.ts';
import { Watcher } from './watcher.ts';

/** Watches the adapters of a host. Subscribe, then let it run. */
export interface Agent extends Feed {
  /** Watches until the signal; then keeps its state. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** Lets go of the host. */
  close(): Promise<void>;
}

/** Opens an agent; nothing is told before it runs. Never rejects: what it cannot see stands in `blind`. */
export const openAgent = async (options: AgentOptions): Promise<Agent> => {
  const { host, now } = options;
  rehearse(now);
  const clock = new SteadyClock(now, host.elapsedMs);
  const { state: left, trouble } = await recall(options.state);
  const outbox = new Outbox(clock.now, Math.max(left?.seq ?? 0, options.keptSeq ?? 0), left?.untold);
  const blindness = new Blindness((what) => outbox.put({ kind: 'blind', what }), left?.blind);
  if (trouble !== undefined) outbox.put({ kind: 'blind', what: trouble });
  const watcher = new Watcher({ now: clock.now, tell: outbox.put, ...(left && { open: left.watcher }) });
  const machine = await describeHost(host, clock.now, watcher.observe.bind(watcher), options.imds === true);
  const roster = new Roster(host, interfaceFilter(options.interfaces ?? []));
  const isSameBoot = left?.bootId === machine.bootId;
  const marks = isSameBoot ? (left?.counters ?? {}) : sinceBoot(left);
  const counters = await CounterWatch.open(host, blindness, marks);
  return new HostAgent(options, { clock, host: machine, outbox, blindness, watcher, counters, roster, left });
};

/** The machine was booted since: whatever its adapters have counted, nobody has told. */
const sinceBoot = (left: AgentState | undefined): AgentState['counters'] =>
  Object.fromEntries(Object.entries(left?.counters ?? {}).map(([pci, { atMs }]) => [pci, { atMs, values: {} }]));
