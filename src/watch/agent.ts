import type { Report } from '../diagnosis/report.ts';
import type { Host } from '../evidence/live/host.ts';
import type { Observation } from '../evidence/observation.ts';
import { type AgentOptions, usualIntervalMs } from './agentOptions.ts';
import type { AgentState } from './agentState.ts';
import { Blindness } from './blindness.ts';
import { Chore } from './chore.ts';
import { CounterWatch } from './counterWatch.ts';
import type { Feed, Subscriber, WatchedAdapter, WatchedHost } from './feed.ts';
import { interfaceFilter } from './interfaceFilter.ts';
import { describeAdapter, describeHost } from './introduction.ts';
import { LogWatch } from './logWatch.ts';
import { keep, recall } from './memory.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import { Roster } from './roster.ts';
import { SteadyClock } from './steadyClock.ts';
import { Subscribers } from './subscribers.ts';
import { Watcher } from './watcher.ts';

const rollCallMs = 5000;
const checkpointMs = 30_000;

/** Watches the adapters of a host. Subscribe, then let it run. */
export interface Agent extends Feed {
  /** Watches until the signal; then keeps its state. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** Lets go of the host. */
  close(): Promise<void>;
}

/** Everything an agent is made of. */
interface Parts {
  readonly clock: SteadyClock;
  readonly host: WatchedHost;
  readonly outbox: Outbox;
  readonly blindness: Blindness;
  readonly watcher: Watcher;
  readonly counters: CounterWatch;
  readonly roster: Roster;
  readonly left: AgentState | undefined;
}

/** Opens an agent; nothing is told before it runs. Never rejects: what it cannot see stands in `blind`. */
export const openAgent = async (options: AgentOptions): Promise<Agent> => {
  const { host, now } = options;
  const clock = new SteadyClock(now, host.elapsedMs);
  const { state: left, trouble } = await recall(options.state);
  const untold = left?.untold.filter(({ seq }) => seq > (options.keptSeq ?? 0)) ?? [];
  const outbox = new Outbox(clock.now, left?.seq, untold);
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

class HostAgent implements Agent {
  readonly #options: AgentOptions;
  readonly #parts: Parts;
  readonly #source: Host;
  readonly #log: LogWatch;
  readonly #subscribers: Subscribers;
  readonly #rollCall: Chore;
  readonly #checkpoint: Chore;
  #isStale = true;
  #adapters: readonly WatchedAdapter[] = [];
  /** Who was told to be there. */
  #announced: AgentState['adapters'];

  constructor(options: AgentOptions, parts: Parts) {
    this.#options = options;
    this.#parts = parts;
    this.#source = options.host;
    this.#subscribers = new Subscribers(options.onError ?? (() => {}));
    this.#announced = parts.left?.adapters ?? {};
    const resumed = parts.left?.log;
    this.#log = new LogWatch({
      host: options.host,
      blindness: parts.blindness,
      now: parts.clock.now,
      sink: this.#observe,
      onLine: (line) => this.#subscribers.tell((each) => each.logged?.(line)),
      ...(resumed && { resumed }),
    });
    const beginMs = options.host.elapsedMs();
    this.#rollCall = new Chore(rollCallMs, beginMs + options.random() * rollCallMs);
    this.#checkpoint = new Chore(checkpointMs, beginMs + options.random() * checkpointMs);
  }

  get host(): WatchedHost {
    return this.#parts.host;
  }

  get adapters(): readonly WatchedAdapter[] {
    const { counters } = this.#parts;
    return this.#adapters.map((adapter) => {
      const sample = counters.sampleOf(adapter.pci);
      return { ...adapter, ...(sample && { sample }) };
    });
  }

  get problems() {
    return this.#parts.watcher.problems;
  }

  get incidents() {
    return this.#parts.watcher.incidents;
  }

  get blind(): readonly string[] {
    return this.#parts.blindness.sentences;
  }

  report(): Report {
    return this.#parts.watcher.report();
  }

  subscribe(subscriber: Subscriber): () => void {
    return this.#subscribers.add(subscriber);
  }

  async run(signal: AbortSignal): Promise<void> {
    const pace = new Pace(this.#options.intervalMs ?? usualIntervalMs, this.#source.elapsedMs());
    while (!signal.aborted) {
      await this.#round();
      await this.#source.sleep(pace.untilNext(this.#source.elapsedMs()), signal).catch(() => {});
    }
    this.#parts.outbox.putWithheld(true);
    await this.#deliver();
    await this.#keep();
  }

  async close(): Promise<void> {
    this.#log.close();
    this.#parts.counters.close();
  }

  async #round(): Promise<void> {
    const { clock, watcher, counters, outbox, blindness } = this.#parts;
    const elapsedMs = this.#source.elapsedMs();
    const jumpMs = clock.adjust();
    if (jumpMs !== 0) outbox.put({ kind: 'blind', what: jumped(jumpMs) });
    if (this.#isStale || this.#rollCall.isDue(elapsedMs)) await this.#callRoll();
    await this.#log.open();
    // The log first: a driver that is being reset lets who asks for its counters wait.
    this.#log.poll();
    watcher.judge();
    await this.#deliver();
    const atMs = clock.now();
    this.#isStale = counters.read(this.#observe, atMs);
    watcher.judge();
    outbox.putWithheld();
    if (watcher.isQuiet) this.#log.settle();
    await this.#deliver();
    if (this.#checkpoint.isDue(elapsedMs)) await keep(this.#options.state, this.#state(), blindness);
    this.#subscribers.tell((each) => each.sampled?.(atMs));
  }

  readonly #observe = (seen: Observation): void => {
    const { roster, watcher, blindness } = this.#parts;
    if (seen.kind === 'unseen') {
      blindness.note(seen.what, seen.what);
      return;
    }
    const names = [('pci' in seen && seen.pci) || '', ('interface' in seen && seen.interface) || ''];
    if (!names.some((name) => roster.isIgnored(name))) watcher.observe(seen);
  };

  async #callRoll(): Promise<void> {
    const { roster, watcher, counters, outbox, blindness } = this.#parts;
    const { came, left, changed } = await roster.call();
    const told = this.#announced;
    this.#announced = Object.fromEntries(roster.present.map(({ pci, interfaces }) => [pci, interfaces]));
    for (const [adapter, interfaces] of Object.entries(told)) {
      if (adapter in this.#announced) continue;
      watcher.forget(adapter);
      counters.forget(adapter);
      outbox.put({ kind: 'adapter-left', adapter, interfaces });
    }
    for (const { pci, interfaces } of came)
      if (!(pci in told)) outbox.put({ kind: 'adapter-came', adapter: pci, interfaces });
    if (roster.absence === undefined) blindness.clear('adapters', 'There is an adapter to watch.');
    else blindness.note('adapters', roster.absence);
    if (came.length + left.length + changed.length === 0) return;
    for (const adapter of [...came, ...changed]) counters.watch(adapter);
    const known = new Map(this.#adapters.map((adapter) => [adapter.pci, adapter]));
    const isNew = new Set([...came, ...changed].map(({ pci }) => pci));
    this.#adapters = roster.present.map((adapter) => {
      const before = isNew.has(adapter.pci) ? undefined : known.get(adapter.pci);
      return before ?? describeAdapter(adapter, counters.ethtool, watcher.observe.bind(watcher));
    });
  }

  /** Tells what happened: kept before, so that it is not lost; and after, so that it is not told twice. */
  async #deliver(): Promise<void> {
    const { outbox } = this.#parts;
    if (outbox.waiting.length === 0) return;
    await this.#keep();
    for (const told of outbox.waiting) this.#subscribers.tell((each) => each.happened?.(told));
    outbox.empty();
    await this.#keep();
  }

  #keep(): Promise<void> {
    return keep(this.#options.state, this.#state(), this.#parts.blindness);
  }

  #state(): AgentState {
    const { outbox, host, counters, watcher, blindness } = this.#parts;
    const log = this.#log.resumed;
    return {
      seq: outbox.seq,
      ...(host.bootId !== undefined && { bootId: host.bootId }),
      ...(log && { log }),
      adapters: this.#announced,
      counters: counters.marks,
      watcher: watcher.memory,
      blind: blindness.memory,
      untold: outbox.waiting,
    };
  }
}

const jumped = (jumpMs: number): string =>
  jumpMs > 0
    ? `The clock went forward by ${Math.round(jumpMs / 1000)} s: it was set, or the machine slept and nothing was seen meanwhile.`
    : `The clock was set back by ${Math.round(-jumpMs / 1000)} s.`;
