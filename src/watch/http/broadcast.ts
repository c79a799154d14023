import type { ServerResponse } from 'node:http';
import { Journal } from './journal.ts';
import type { LabDesk } from './lab.ts';
import { LineKeeper } from './lineKeeper.ts';
import { snapshotOf } from './snapshot.ts';
import type { Sources } from './sources.ts';
import { Stream } from './stream.ts';
import type { StreamEvent } from './wire.ts';

/** How long events wait for company: ten pieces a second are live enough, whatever happens. */
const flushEveryMs = 100;
/** Seldom enough for a slow link; a page that hears none for 20 s takes the connection for lost. */
const keepAliveEveryMs = 5000;
/** How often the lab's inside is told. */
const labEveryMs = 200;
const mostStreams = 32;

/** Tells every page that listens what happens. */
export class Broadcast {
  readonly lines: LineKeeper;
  readonly #sources: Sources;
  readonly #life: string;
  readonly #journal: Journal;
  readonly #streams = new Set<Stream>();
  readonly #timers: readonly NodeJS.Timeout[];
  #lab = '';

  /** `life` names this life of the server, so that a page that knew another begins anew. */
  constructor(sources: Sources, life: string) {
    const { feed, lab } = sources;
    this.#sources = sources;
    this.#life = life;
    this.#journal = new Journal(feed, {
      wrote: ({ ordinal, text }) => {
        for (const stream of this.#streams) stream.push(text, this.#idOf(ordinal));
      },
      beganAnew: () => {
        for (const stream of this.#streams) this.#tellAll(stream);
      },
    });
    this.lines = new LineKeeper(feed, (line) => this.#journal.log(line));
    this.#timers = [
      setInterval(() => this.#flush(), flushEveryMs),
      setInterval(() => this.#keepAlive(), keepAliveEveryMs),
      ...(lab === undefined ? [] : [setInterval(() => this.#tellLab(lab), labEveryMs)]),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** Whether one more may listen. */
  get hasRoom(): boolean {
    return this.#streams.size < mostStreams;
  }

  /** Lets a page listen, from after the event it saw last where that can be; else from a snapshot. */
  add(response: ServerResponse, isCompressed: boolean, lastEventId: string | undefined): void {
    const stream = new Stream(response, isCompressed, (one) => {
      if (one.isBehind) this.#tellAll(one);
    });
    this.#streams.add(stream);
    response.on('close', () => {
      this.#streams.delete(stream);
      stream.end();
    });
    const missed = this.#missedSince(lastEventId);
    if (missed === undefined) this.#tellAll(stream);
    else for (const { ordinal, text } of missed) stream.push(text, this.#idOf(ordinal));
    stream.flush();
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#journal.close();
    this.lines.close();
    for (const stream of this.#streams) stream.end();
  }

  #idOf(ordinal: number): string {
    return `${this.#life}.${ordinal}`;
  }

  #missedSince(lastEventId: string | undefined) {
    const [, life, ordinal] = /^(\w{1,40})\.(\d{1,15})$/.exec(lastEventId ?? '') ?? [];
    return life === this.#life ? this.#journal.since(Number(ordinal)) : undefined;
  }

  #tellAll(stream: Stream): void {
    stream.isBehind = false;
    const event: StreamEvent = { kind: 'snapshot', snapshot: snapshotOf(this.#sources, this.lines) };
    stream.push(JSON.stringify(event), this.#idOf(this.#journal.ordinal));
  }

  #tellLab(lab: LabDesk): void {
    if (this.#streams.size === 0) return;
    const event: StreamEvent = { kind: 'lab', lab: lab.view() };
    const text = JSON.stringify(event);
    if (text === this.#lab) return;
    this.#lab = text;
    for (const stream of this.#streams) stream.push(text);
  }

  #flush(): void {
    for (const stream of this.#streams) stream.flush();
  }

  #keepAlive(): void {
    for (const stream of this.#streams) stream.keepAlive();
  }
}
