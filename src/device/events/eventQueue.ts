import { type EventGroup, type EventGroupName, event, eventGroups, eventPayloadWord } from '../../spec/wire/aenq.ts';
import { encode } from '../../spec/wire/decode.ts';
import { Producer } from '../../spec/wire/ring.ts';
import type { Adapter } from '../adapter.ts';
import { strike } from '../faults.ts';
import { GuestRing } from '../guestRing.ts';

/** A wire event before it is posted. */
export interface Announcement {
  readonly group: EventGroupName;
  readonly syndrome: number;
  /** Members of the group's payload. */
  readonly payload: Readonly<Record<string, number>>;
}

/** Announcements that wait for room: enough for a driver that is slow, bounded for one that never reads. */
const maxWaiting = 16;

const usPerNs = 1e-3;

/** The queue of events. The driver says by its doorbell for how many more there is room. */
export class EventQueue {
  readonly #ring: GuestRing<Producer>;
  readonly #adapter: Adapter;
  readonly #words = new Uint32Array(event.sizeBytes / 4);
  /** Events there was room for since the start, modulo 65536. Undefined: no driver listens yet. */
  #head: number | undefined;
  readonly #waiting: Announcement[] = [];

  constructor(adapter: Adapter) {
    this.#adapter = adapter;
    const { dma, concurrent: ordered } = adapter.port;
    const shape = { entryWords: event.sizeBytes / 4, phase: event.fields.phase, ordered };
    this.#ring = new GuestRing(dma, (place) => new Producer(place), shape);
  }

  /** A register was written: the ring begins again, and nobody listens until the doorbell rings. */
  place(register: 'low' | 'high' | 'size', value: number): void {
    this.#ring.place(register, value);
    this.#close();
  }

  /** The driver's head: gives room. What waited is posted. A head that gives more room than there is, is not believed. */
  doorbell(head: number): void {
    const ring = this.#ring.end;
    const fault =
      ring === undefined
        ? this.#ring.fault
        : this.#roomUpTo(head) > ring.depth
          ? 'doorbell runs ahead of the ring'
          : undefined;
    if (fault !== undefined) {
      this.#adapter.listener?.({ kind: 'quarantine', ring: 'event', fault });
      return;
    }
    const wasOpen = this.isOpen;
    this.#head = head & 0xffff;
    if (!wasOpen) this.#adapter.heard();
    for (let next = this.#waiting[0]; next !== undefined && this.#room > 0; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#write(next);
    }
  }

  /** Whether a driver listens. */
  get isOpen(): boolean {
    return this.#head !== undefined;
  }

  /** Whether a driver listens to events of a group. */
  isHeard(group: EventGroupName): boolean {
    const { id } = eventGroups[group] as EventGroup;
    return this.isOpen && ((this.#adapter.settings.enabledGroups >>> id) & 1) === 1;
  }

  /** Posts an event to a driver that listens and has its group enabled; says whether it was posted. */
  post(announcement: Announcement): boolean {
    if (!this.isHeard(announcement.group)) return this.#tell(announcement, 'off');
    if (announcement.group === 'keepAlive' && strike(this.#adapter.faults.keepAliveLost)) {
      return this.#tell(announcement, 'lost');
    }
    if (this.#room > 0) return this.#write(announcement);
    // The next keep-alive says the same as this one.
    if (announcement.group === 'keepAlive' || this.#waiting.length >= maxWaiting)
      return this.#tell(announcement, 'full');
    this.#waiting.push(announcement);
    return this.#tell(announcement, 'waiting');
  }

  /** As after a reset. */
  forget(): void {
    this.#ring.forget();
    this.#close();
  }

  #close(): void {
    this.#head = undefined;
    this.#waiting.length = 0;
  }

  get #room(): number {
    return this.#head === undefined ? 0 : this.#roomUpTo(this.#head);
  }

  #roomUpTo(head: number): number {
    const ring = this.#ring.end;
    return ring === undefined ? 0 : (head - ring.index) & 0xffff;
  }

  #write(announcement: Announcement): boolean {
    const ring = this.#ring.end;
    if (ring === undefined) return false;
    const { group, syndrome, payload } = announcement;
    const { port, faults, interrupt } = this.#adapter;
    const words = this.#words.fill(0);
    const timestamp = Math.floor(port.clock.nowNs() * usPerNs);
    encode(event.fields, words, 0, { group: (eventGroups[group] as EventGroup).id, syndrome, timestamp });
    encode((eventGroups[group] as EventGroup).payload.fields, words, eventPayloadWord, payload);
    const { word } = event.fields.phase;
    for (let i = 0; i < words.length; i++) if (i !== word) ring.words[ring.at + i] = words[i]!;
    ring.commit(words[word]!);
    const silent = group === 'keepAlive' ? strike(faults.keepAliveInterruptLost) : strike(faults.eventInterruptLost);
    if (!silent) interrupt.posted();
    this.#tell(announcement, 'posted');
    return true;
  }

  #tell({ group, syndrome }: Announcement, outcome: 'posted' | 'waiting' | 'full' | 'off' | 'lost'): false {
    this.#adapter.listener?.({ kind: 'event', group, syndrome, outcome });
    return false;
  }
}
