import type { Finding, Incident, Report } from '../diagnosis/report.ts';
import type { Feed, Heartbeat, Sample, Subscriber, WatchedAdapter, WatchedHost } from './feed.ts';
import type { Happening, Problem, Told, WatchedIncident } from './happening.ts';

const nothing: Report = {
  schema: 'enakit/report/1',
  verdict: 'healthy',
  summary: 'Nothing wrong with the adapter was found.',
  sources: [],
  adapters: [],
  incidents: [],
  findings: [],
  series: [],
  limits: [],
  collect: [],
};

/** A sample as a driver of so many queues would give it. */
export const sampleOf = (atMs: number, counters: Readonly<Record<string, number>>): Sample => ({
  atMs,
  names: Object.keys(counters),
  values: Float64Array.from(Object.values(counters)),
});

/** A finding with what tests do not look at filled in. */
export const findingOf = (id: string, parts: Partial<Finding> = {}): Finding => ({
  id,
  severity: 'critical',
  adapter: '0000:00:05.0',
  count: 1,
  blame: 'device',
  confidence: 'certain',
  title: 'The driver saw no keep-alive from the device',
  meaning: 'The device fell silent, or the guest did not run the interrupt.',
  advice: ['Save this report.'],
  values: {},
  evidence: [],
  ...parts,
});

export const problemOf = (id: string, parts: Partial<Finding> = {}, openedMs = 0): Problem => {
  const finding = findingOf(id, parts);
  return { key: `${finding.adapter ?? 'host'}|${id}`, finding, openedMs, lastMs: openedMs };
};

export const incidentOf = (parts: Partial<Incident> = {}, openedMs = 0): WatchedIncident => ({
  key: `${parts.adapter ?? '0000:00:05.0'}|${parts.begin ?? ''}`,
  incident: {
    adapter: '0000:00:05.0',
    cause: 'keep-alive-timeout',
    blame: 'device',
    outcome: 'recovered',
    findings: ['keep-alive-timeout'],
    steps: [],
    counters: {},
    ...parts,
  },
  openedMs,
});

/** A feed that tells what a test has it tell. */
export class FakeFeed implements Feed {
  host: WatchedHost = { hostname: 'web-1', bootId: 'boot', kernel: '6.12.0', instanceType: 'm7i.large' };
  adapters: readonly WatchedAdapter[] = [
    { pci: '0000:00:05.0', interfaces: ['ens5'], driver: { name: 'ena', version: '2.13.0g' } },
  ];
  problems: readonly Problem[] = [];
  incidents: readonly WatchedIncident[] = [];
  blind: readonly string[] = [];
  #seq = 0;
  readonly #subscribers = new Set<Subscriber>();

  report(): Report {
    return nothing;
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  tell(happening: Happening, atMs: number): Told {
    this.#seq += 1;
    const told: Told = { ...happening, seq: this.#seq, atMs };
    for (const subscriber of this.#subscribers) subscriber.happened?.(told);
    return told;
  }

  /** Gives the first adapter these counters, and ends the round. */
  sample(atMs: number, counters: Readonly<Record<string, number>>): void {
    const [first, ...others] = this.adapters;
    if (first !== undefined) this.adapters = [{ ...first, sample: sampleOf(atMs, counters) }, ...others];
    this.round(atMs);
  }

  round(atMs: number): void {
    for (const subscriber of this.#subscribers) subscriber.sampled?.(atMs);
  }

  beat(pci: string, heartbeat: Heartbeat): void {
    for (const subscriber of this.#subscribers) subscriber.beat?.(pci, heartbeat);
  }
}
