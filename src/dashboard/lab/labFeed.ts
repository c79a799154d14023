import type { Machine } from '../../lab/machine.ts';
import type { Feed, Heartbeat, Sample, Subscriber, WatchedAdapter, WatchedHost } from '../../watch/feed.ts';
import type { Happening, Problem, WatchedIncident } from '../../watch/happening.ts';
import { Watcher } from '../../watch/watcher.ts';
import { Beats } from './beats.ts';
import { countersOf, LogFollower, standing } from './observed.ts';
import type { Player } from './player.ts';

const sampleEveryMs = 1000;
/** Shorter than an agent's, so that a lesson does not drag on. */
const quietMs = 15_000;

type Statistics = ReturnType<Machine['host']['driver']['statistics']>;

/** The lab's machine, watched as an agent watches a host: by its log, its counters and its keep-alives. */
export class LabFeed implements Feed {
  readonly #player: Player;
  readonly #subscribers = new Set<Subscriber>();
  #watcher: Watcher;
  /** Milliseconds since 1970 when the present machine was switched on. */
  #bootMs: number;
  #machine: Machine;
  #log: LogFollower;
  #beats = new Beats();
  #heartbeat: Heartbeat | undefined;
  #lastKeepAliveNs = 0;
  #sample: Sample | undefined;
  #asked: Statistics | undefined;
  #askedMs = 0;
  #isIntroduced = false;
  #seq = 0;

  constructor(player: Player, bootMs: number) {
    this.#player = player;
    this.#machine = player.machine;
    this.#bootMs = bootMs;
    this.#log = new LogFollower(this.#now);
    this.#watcher = this.#newWatcher();
    player.onSlice = () => this.#look();
  }

  /** The machine's own wall clock. */
  get nowMs(): number {
    return this.#bootMs + this.#machine.host.clock.nowNs() / 1e6;
  }

  get host(): WatchedHost {
    return { hostname: 'lab', kernel: this.#machine.kernelRelease };
  }

  get adapters(): readonly WatchedAdapter[] {
    const { driver, interfaceName } = this.#machine.host;
    const { driver: name, version, busInfo: pci } = driver.driverInfo;
    const isDriven = this.#machine.isUp;
    return [
      {
        pci,
        interfaces: isDriven ? [interfaceName] : [],
        ...(isDriven && { driver: { name, version } }),
        ...(this.#sample && { sample: this.#sample }),
        ...(this.#heartbeat ? { heartbeat: this.#heartbeat } : { heartbeatUnseen: 'No keep-alive has come yet.' }),
      },
    ];
  }

  get problems(): readonly Problem[] {
    return this.#watcher.problems;
  }

  get incidents(): readonly WatchedIncident[] {
    return this.#watcher.incidents;
  }

  get blind(): readonly string[] {
    return [];
  }

  report() {
    return this.#watcher.report();
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  readonly #now = (): Date => new Date(this.nowMs);

  #newWatcher(): Watcher {
    return new Watcher({ now: () => this.nowMs, tell: (happening) => this.#tell(happening), quietMs });
  }

  #tell(happening: Happening): void {
    const told = { ...happening, seq: ++this.#seq, atMs: this.nowMs };
    for (const subscriber of this.#subscribers) subscriber.happened?.(told);
  }

  #look(): void {
    if (this.#player.machine !== this.#machine) this.#meet(this.#player.machine);
    this.#followLog();
    this.#followHeart();
    this.#followCounters();
    this.#watcher.judge();
  }

  /** Another machine was switched on: what was wrong with the one before is over. */
  #meet(machine: Machine): void {
    const nowMs = this.nowMs;
    const { pci } = this.adapters[0]!;
    this.#watcher.forget(pci);
    for (const incident of this.incidents) this.#tell({ kind: 'incident-closed', incident });
    this.#watcher = this.#newWatcher();
    this.#machine = machine;
    this.#bootMs = nowMs;
    this.#log = new LogFollower(this.#now);
    this.#beats = new Beats();
    this.#heartbeat = undefined;
    this.#lastKeepAliveNs = 0;
    this.#sample = undefined;
    this.#asked = undefined;
    this.#isIntroduced = false;
  }

  #followLog(): void {
    const { log } = this.#machine.host;
    if (log.records.length === 0) return;
    const lines = log.text.trimEnd().split('\n');
    log.records.length = 0;
    for (const seen of this.#log.read(lines)) this.#watcher.observe(seen);
    const atMs = this.nowMs;
    for (const text of lines) for (const subscriber of this.#subscribers) subscriber.logged?.({ atMs, text });
  }

  #followHeart(): void {
    const { adapter, driverInfo } = this.#machine.host.driver;
    const { lastKeepAliveNs, limits } = adapter;
    if (lastKeepAliveNs === this.#lastKeepAliveNs) return;
    this.#lastKeepAliveNs = lastKeepAliveNs;
    this.#heartbeat = this.#beats.beat(this.#bootMs + lastKeepAliveNs / 1e6, limits.keepAliveMs);
    for (const subscriber of this.#subscribers) subscriber.beat?.(driverInfo.busInfo, this.#heartbeat);
  }

  /** The answer may take its time, as that of a broken adapter does; the agent goes on meanwhile. */
  #followCounters(): void {
    const { host, isUp } = this.#machine;
    if (!isUp) return;
    if (!this.#isIntroduced) {
      this.#isIntroduced = true;
      for (const seen of standing(host, this.#now)) this.#watcher.observe(seen);
    }
    if (this.#asked === undefined && this.nowMs - this.#askedMs >= sampleEveryMs) {
      this.#askedMs = this.nowMs;
      this.#asked = host.driver.statistics();
    }
    if (this.#asked?.isDone !== true) return;
    const values = this.#asked.result ?? [];
    this.#asked = undefined;
    this.#take(values);
  }

  #take(values: NonNullable<Statistics['result']>): void {
    const atMs = this.nowMs;
    const known = this.#sample?.names;
    const isSameSet = known?.length === values.length && values.every(({ name }, i) => name === known[i]);
    const names = known !== undefined && isSameSet ? known : values.map(({ name }) => name);
    this.#sample = { atMs, names, values: Float64Array.from(values, ({ value }) => value) };
    const { host } = this.#machine;
    this.#watcher.observe(countersOf(host, { uptimeUs: host.clock.nowNs() / 1000 }, values));
    for (const subscriber of this.#subscribers) subscriber.sampled?.(atMs);
  }
}
