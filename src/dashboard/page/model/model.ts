import type { WatchedHost } from '../../../watch/feed.ts';
import type { Told } from '../../../watch/happening.ts';
import type { LabView } from '../../../watch/http/lab.ts';
import type { AdapterView, LogEntry, Snapshot, State, StreamEvent } from '../../../watch/http/wire.ts';
import { FeedClock } from './clock.ts';
import { Track } from './track.ts';

const mostLines = 400;
const mostHappenings = 200;
const mostBeats = 120;

/** Whether the page hears of what it shows. */
export type Link = 'connecting' | 'live' | 'lost';

const nothing: State = { verdict: 'no-evidence', summary: '', problems: [], incidents: [], blind: [] };

/** All the page knows. Views read it, and are told when it changed. */
export class Model {
  link: Link = 'connecting';
  readonly clock = new FeedClock();
  host: WatchedHost = {};
  adapters: readonly AdapterView[] = [];
  state: State = nothing;
  /** How far back the past can be looked at; milliseconds. */
  reachMs = 0;
  lab: LabView | undefined;
  /** Newest last. */
  lines: readonly LogEntry[] = [];
  /** Newest last. */
  readonly happenings: Told[] = [];
  /** Times of keep-alives, by adapter. */
  readonly beats = new Map<string, number[]>();
  readonly tracks = new Map<string, Track>();
  readonly #listeners = new Set<() => void>();
  #isTelling = false;

  /** What it returns ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  linked(link: Link): void {
    this.link = link;
    this.#changed();
  }

  take(event: StreamEvent): void {
    switch (event.kind) {
      case 'snapshot':
        this.#begin(event.snapshot);
        break;
      case 'sample':
        this.clock.hear(event.atMs);
        for (const change of event.adapters) this.tracks.get(change.pci)?.take(event.atMs, change);
        break;
      case 'beat':
        this.#beat(event.pci, event.heartbeat);
        break;
      case 'state':
        this.state = event.state;
        break;
      case 'happened':
        push(this.happenings, event.told, mostHappenings);
        break;
      case 'log':
        this.lines = [...this.lines, event.line].slice(-mostLines);
        break;
      case 'lab':
        if (event.lab.speed === this.clock.speed) this.clock.hear(event.lab.atMs);
        else this.clock.set(event.lab.atMs, event.lab.speed);
        this.lab = event.lab;
        break;
    }
    this.#changed();
  }

  #begin({ atMs, speed, host, adapters, state, lines, reachMs, lab }: Snapshot): void {
    this.clock.set(atMs, speed);
    this.host = host;
    this.adapters = adapters;
    this.state = state;
    this.lab = lab;
    this.lines = lines;
    this.reachMs = reachMs;
    for (const adapter of adapters) {
      const { pci, heartbeat, names } = adapter;
      const known = this.tracks.get(pci);
      // The same set of counters goes on where it was.
      if (String(known?.names) !== String(names)) this.tracks.set(pci, new Track(adapter));
      if (heartbeat !== undefined) push(this.#beatsOf(pci), heartbeat.lastMs, mostBeats);
    }
  }

  #beat(pci: string, heartbeat: NonNullable<AdapterView['heartbeat']>): void {
    this.clock.hear(heartbeat.lastMs);
    push(this.#beatsOf(pci), heartbeat.lastMs, mostBeats);
    this.adapters = this.adapters.map((one) => (one.pci === pci ? { ...one, heartbeat } : one));
  }

  #beatsOf(pci: string): number[] {
    const beats = this.beats.get(pci) ?? [];
    this.beats.set(pci, beats);
    return beats;
  }

  /** At most once for what is drawn at once. */
  #changed(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    requestAnimationFrame(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

const push = <T>(list: T[], one: T, most: number): void => {
  if (list.at(-1) === one) return;
  list.push(one);
  if (list.length > most) list.splice(0, list.length - most);
};
