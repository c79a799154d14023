import type { Feed, WatchedAdapter } from '../../feed.ts';
import type { Told } from '../../happening.ts';
import { totalsOf } from '../../totals.ts';
import { counterMetrics } from './counterMetrics.ts';
import type { Metric, Point } from './metric.ts';
import { type OwnMetric, ownMetric } from './ownMetrics.ts';

type Labels = Record<string, string>;

/** Counts by labels. */
class Counts {
  readonly #points = new Map<string, { labels: Labels; value: number }>();

  add(labels: Labels, more = 1): void {
    const key = JSON.stringify(labels);
    const point = this.#points.get(key) ?? { labels, value: 0 };
    point.value += more;
    this.#points.set(key, point);
  }

  get points(): readonly Point[] {
    return [...this.#points.values()];
  }
}

const seconds = (ms: number): number => Math.max(0, ms) / 1000;

/** Labels with what is absent left out, as an empty label is none. */
const labelsOf = (of: Readonly<Record<string, string | undefined>>): Labels =>
  Object.fromEntries(Object.entries(of).filter((entry): entry is [string, string] => Boolean(entry[1])));

/** What a feed tells, as metrics: reads the feed when asked, and counts between. */
export class Exporter {
  readonly #feed: Feed;
  readonly #version: string;
  readonly #incidents = new Counts();
  readonly #happenings = new Counts();
  readonly #unsubscribe: () => void;

  /** @param version of enakit */
  constructor(feed: Feed, version: string) {
    this.#feed = feed;
    this.#version = version;
    this.#unsubscribe = feed.subscribe({ happened: (told) => this.#count(told) });
  }

  close(): void {
    this.#unsubscribe();
  }

  #count(told: Told): void {
    this.#happenings.add({ kind: told.kind });
    if (told.kind !== 'incident-closed') return;
    const { adapter = 'host', cause, blame, outcome } = told.incident.incident;
    this.#incidents.add({ adapter, cause, blame, outcome });
  }

  /** All metrics as they stand at `nowMs`; those without a value are left out. */
  metrics(nowMs: number, perQueue = false): readonly Metric[] {
    const { adapters } = this.#feed;
    return [...this.#own(adapters, nowMs), ...counterMetrics(adapters, perQueue)].filter(
      ({ points }) => points.length > 0,
    );
  }

  #own(adapters: readonly WatchedAdapter[], nowMs: number): readonly Metric[] {
    const of = (name: OwnMetric, points: readonly Point[]): Metric => ({ ...ownMetric(name), points });
    const each = (name: OwnMetric, value: (adapter: WatchedAdapter) => number | undefined): Metric =>
      of(
        name,
        adapters.flatMap((adapter) => {
          const known = value(adapter);
          return known === undefined ? [] : { labels: { adapter: adapter.pci }, value: known };
        }),
      );
    const [problems, open] = [new Counts(), new Counts()];
    for (const { finding } of this.#feed.problems) {
      const { adapter = 'host', id, severity, blame } = finding;
      problems.add({ adapter, finding: id, severity, blame });
    }
    for (const { incident } of this.#feed.incidents) {
      const { adapter = 'host', cause, blame } = incident;
      open.add({ adapter, cause, blame });
    }
    return [
      of('agent', [{ labels: { version: this.#version }, value: 1 }]),
      of(
        'adapter',
        adapters.map((adapter) => ({ labels: this.#identity(adapter), value: 1 })),
      ),
      of('problem', problems.points),
      of('incident_open', open.points),
      of('incidents', this.#incidents.points),
      of('happenings', this.#happenings.points),
      of('blind_spots', [{ labels: {}, value: this.#feed.blind.length }]),
      each('heartbeat_visible', ({ heartbeat }) => Number(heartbeat !== undefined)),
      each('heartbeat_age_seconds', ({ heartbeat }) => heartbeat && seconds(nowMs - heartbeat.lastMs)),
      each('heartbeat_interval_seconds', ({ heartbeat }) => heartbeat && seconds(heartbeat.intervalMs)),
      each('heartbeat_jitter_seconds', ({ heartbeat }) => heartbeat && seconds(heartbeat.jitterMs)),
      each('heartbeat_limit_seconds', ({ heartbeat }) => heartbeat && seconds(heartbeat.watchdogMs)),
      each('heartbeats', ({ heartbeat }) => heartbeat?.beats),
      each('sample_age_seconds', ({ sample }) => sample && seconds(nowMs - sample.atMs)),
      each('unknown_counters', ({ sample }) => sample && totalsOf(sample).unknown),
    ];
  }

  #identity({ pci, interfaces, driver }: WatchedAdapter): Labels {
    const { hostname, kernel, instanceType } = this.#feed.host;
    return labelsOf({
      adapter: pci,
      interface: interfaces[0],
      driver: driver?.name,
      version: driver?.version,
      kernel,
      instance_type: instanceType,
      host: hostname,
    });
  }
}
