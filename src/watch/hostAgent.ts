import type { Report } from '../diagnosis/report.ts';
import type { Host } from '../evidence/live/host.ts';
import type { Observation } from '../evidence/observation.ts';
import type { Agent } from './agent.ts';
import { type AgentOptions, usualIntervalMs } from './agentOptions.ts';
import type { AgentState } from './agentState.ts';
import type { Blindness } from './blindness.ts';
import { Chore } from './chore.ts';
import type { CounterWatch } from './counterWatch.ts';
import { Delivery } from './delivery.ts';
import type { Subscriber, WatchedAdapter, WatchedHost } from './feed.ts';
import { HeartbeatWatch } from './heartbeatWatch.ts';
import { describeAdapter } from './introduction.ts';
import { LogWatch } from './logWatch.ts';
import type { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import type { Roster } from './roster.ts';
import { Surroundings } from './samplers/surroundings.ts';
import { jumped, type SteadyClock } from './steadyClock.ts';
import { Subscribers } from './subscribers.ts';
import { untilAnswered } from './untilAnswered.ts';
import type { Watcher } from './watcher.ts';

/** Log and keep-alives are looked at at least so often: what they tell does not wait for the next round. */
const listenMs = 500;
/** The largest log buffers hold some ten thousand records; beyond, somebody writes as fast as they are read. */
const mostSlices = 40;
const rollCallMs = 5000;
const checkpointMs = 30_000;

/** Everything an agent is made of. */
export interface Parts {
  readonly clock: SteadyClock;
  readonly host: WatchedHost;
  readonly outbox: Outbox;
  readonly blindness: Blindness;
  readonly watcher: Watcher;
  readonly counters: CounterWatch;
  readonly roster: Roster;
  readonly left: AgentState | undefined;
}

/** The agent of a host. */
export class HostAgent implements Agent {
  readonly #options: AgentOptions;
  readonly #parts: Parts;
  readonly #source: Host;
  readonly #log: LogWatch;
  readonly #heartbeats: HeartbeatWatch;
  readonly #subscribers: Subscribers;
  readonly #delivery: Delivery;
  readonly #surroundings: Surroundings;
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
    const { outbox, blindness, clock } = parts;
    this.#delivery = new Delivery({
      outbox,
      blindness,
      subscribers: this.#subscribers,
      store: options.state,
      stateOf: () => this.#state(),
    });
    this.#surroundings = new Surroundings(options.host, clock.now, this.#observe);
    const resumed = parts.left?.log;
    this.#log = new LogWatch({
      host: options.host,
      blindness,
      now: clock.now,
      sink: this.#observe,
      onLine: (line) => this.#subscribers.tell((each) => each.logged?.(line)),
      ...(resumed && { resumed }),
    });
    this.#heartbeats = new HeartbeatWatch({
      host: options.host,
      arch: options.arch ?? process.arch,
      now: clock.now,
      tell: outbox.put,
      onBeat: (pci, heartbeat) => this.#subscribers.tell((each) => each.beat?.(pci, heartbeat)),
      ...(options.tracing && { control: options.tracing }),
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
      return { ...adapter, ...this.#heartbeats.of(adapter.pci), ...(sample && { sample }) };
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
    await this.#heartbeats.open();
    while (!signal.aborted) {
      await this.#round(signal);
      await this.#rest(pace.untilNext(this.#source.elapsedMs()), signal);
    }
    this.#parts.outbox.putWithheld(true);
    await this.#delivery.deliver();
    await this.#delivery.keep();
  }

  async close(): Promise<void> {
    this.#heartbeats.close();
    this.#log.close();
    this.#parts.counters.close();
  }

  async #round(signal: AbortSignal): Promise<void> {
    const { clock, watcher, outbox } = this.#parts;
    const elapsedMs = this.#source.elapsedMs();
    const jumpMs = clock.adjust();
    if (jumpMs !== 0) outbox.put({ kind: 'blind', what: jumped(jumpMs) });
    if (this.#isStale || this.#rollCall.isDue(elapsedMs)) await this.#callRoll();
    await this.#log.open();
    // The log first: a driver that is being reset lets who asks for its counters wait.
    await this.#listen();
    this.#isStale = await this.#count(signal);
    // If it let us wait, the log tells by now why they rose.
    for (let slices = mostSlices; slices > 0 && this.#log.poll(); slices--);
    await this.#surroundings.look(watcher.isQuiet, watcher.problems.length + watcher.incidents.length > 0);
    watcher.judge();
    outbox.putWithheld();
    if (watcher.isQuiet) this.#log.settle();
    await this.#delivery.deliver();
    if (this.#checkpoint.isDue(elapsedMs)) await this.#delivery.keep();
    const atMs = clock.now();
    this.#subscribers.tell((each) => each.sampled?.(atMs));
  }

  /** Reads what was told since, and tells what it means, slice by slice. */
  async #listen(): Promise<void> {
    let isMore = true;
    for (let slices = mostSlices; slices > 0 && isMore; slices--) {
      isMore = this.#log.poll();
      await this.#heartbeats.poll();
      this.#parts.watcher.judge();
      await this.#delivery.deliver();
    }
  }

  /** Asks for the counters. Whether the roll has to be called. */
  async #count(signal: AbortSignal): Promise<boolean> {
    const { clock, counters, blindness } = this.#parts;
    const pause = (stop: AbortSignal) => this.#log.pause(listenMs, stop);
    const waiting = { host: this.#source, blindness, pause, listen: () => this.#listen(), signal };
    return (await untilAnswered(counters.read(this.#observe, clock.now), waiting)) ?? true;
  }

  /** Waits for the next round, and listens meanwhile. */
  async #rest(durationMs: number, signal: AbortSignal): Promise<void> {
    const host = this.#source;
    const dueMs = host.elapsedMs() + durationMs;
    for (let leftMs = durationMs; leftMs > 0 && !signal.aborted; leftMs = dueMs - host.elapsedMs()) {
      await this.#log.pause(Math.min(leftMs, listenMs), signal);
      if (host.elapsedMs() < dueMs && !signal.aborted) await this.#listen();
    }
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
    const { roster, watcher, counters, outbox, blindness, clock } = this.#parts;
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
    for (const adapter of [...came, ...changed]) counters.watch(adapter, clock.now());
    const known = new Map(this.#adapters.map((adapter) => [adapter.pci, adapter]));
    const isNew = new Set([...came, ...changed].map(({ pci }) => pci));
    const adapters: WatchedAdapter[] = [];
    for (const adapter of roster.present) {
      const before = isNew.has(adapter.pci) ? undefined : known.get(adapter.pci);
      adapters.push(before ?? (await describeAdapter(adapter, counters.ethtool, watcher.observe.bind(watcher))));
    }
    this.#adapters = adapters;
    this.#heartbeats.expect(this.#adapters);
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
