import type { Alarm, Clock } from '../../../bus/clock.ts';
import { copy } from '../../../bus/memory.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import type { Impairment } from './impairment.ts';

interface Place<Info> {
  frame: Frame;
  info: Info;
  dueNs: number;
}

/** Frames are kept in room for a usual one at least, so that places serve again. */
const usualBytes = 2048;

/** One direction of a bad wire. Every frame that comes, or is doubled, goes out, is dropped, or waits: the counts tell. */
export class DelayLine<Info> {
  readonly counts = { came: 0, doubled: 0, lost: 0, overflowed: 0, went: 0 };
  readonly #impairment: Impairment;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #deliver: (frame: Frame, info: Info) => void;
  readonly #alarm: Alarm;
  /** A ring of places, which are made when they are needed first. */
  readonly #places: Place<Info>[] = [];
  #oldest = 0;
  #waiting = 0;
  /** When the wire has sent what it was given, and when the last frame is due. */
  #idleNs = 0;
  #lastDueNs = 0;

  constructor(clock: Clock, impairment: Impairment, random: () => number, deliver: (frame: Frame, info: Info) => void) {
    this.#clock = clock;
    this.#impairment = impairment;
    this.#random = random;
    this.#deliver = deliver;
    this.#alarm = clock.createAlarm(() => this.#release());
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** False: the frame is lost. It may be changed by whoever gets it, but is not kept. */
  add(frame: Frame, info: Info): boolean {
    const { counts } = this;
    const { loss, duplicate, reorder } = this.#impairment;
    counts.came++;
    if (this.#strikes(loss)) {
      counts.lost++;
      return false;
    }
    if (this.#strikes(duplicate)) {
      counts.doubled++;
      this.#enqueue(frame, info, this.#dueNs(frame.lengthBytes));
    }
    if (this.#waiting > 0 && this.#strikes(reorder)) return this.#pass(frame, info);
    const dueNs = this.#dueNs(frame.lengthBytes);
    if (this.#waiting === 0 && dueNs <= this.#clock.nowNs()) return this.#pass(frame, info);
    return this.#enqueue(frame, info, dueNs);
  }

  /** Forgets what waits. */
  close(): void {
    this.#alarm.cancel();
    this.counts.lost += this.#waiting;
    this.#waiting = 0;
  }

  #strikes(share: number): boolean {
    return share > 0 && this.#random() < share;
  }

  #pass(frame: Frame, info: Info): boolean {
    this.counts.went++;
    this.#deliver(frame, info);
    return true;
  }

  #dueNs(lengthBytes: number): number {
    const { bitsPerSecond, delayNs, jitterNs } = this.#impairment;
    const nowNs = this.#clock.nowNs();
    const startNs = Math.max(nowNs, this.#idleNs);
    const sentNs = startNs + (lengthBytes * 8e9) / bitsPerSecond;
    const swayNs = jitterNs === 0 ? 0 : jitterNs * (2 * this.#random() - 1);
    return Math.max(this.#lastDueNs, nowNs, sentNs + delayNs + swayNs);
  }

  #enqueue(frame: Frame, info: Info, dueNs: number): boolean {
    const { queueFrames, bitsPerSecond } = this.#impairment;
    if (this.#waiting >= queueFrames) {
      this.counts.overflowed++;
      return false;
    }
    const { lengthBytes } = frame;
    this.#idleNs = Math.max(this.#clock.nowNs(), this.#idleNs) + (lengthBytes * 8e9) / bitsPerSecond;
    this.#lastDueNs = dueNs;
    const place = this.#placeFor(lengthBytes, info);
    place.dueNs = dueNs;
    place.frame.lengthBytes = lengthBytes;
    copy(frame, frame.byte, place.frame, 0, lengthBytes);
    place.frame.byte = 0;
    if (this.#waiting++ === 0) this.#alarm.ringAt(dueNs);
    return true;
  }

  #placeFor(lengthBytes: number, info: Info): Place<Info> {
    const index = (this.#oldest + this.#waiting) % this.#impairment.queueFrames;
    const place = this.#places[index];
    if (place === undefined || place.frame.bytes.length < lengthBytes) {
      const frame = new Frame(Math.max(usualBytes, lengthBytes));
      this.#places[index] = { frame, info, dueNs: 0 };
      return this.#places[index];
    }
    place.info = info;
    return place;
  }

  #release(): void {
    const nowNs = this.#clock.nowNs();
    while (this.#waiting > 0) {
      const { frame, info, dueNs } = this.#places[this.#oldest]!;
      if (dueNs > nowNs) {
        this.#alarm.ringAt(dueNs);
        return;
      }
      // Only then is its place free: whoever gets the frame may send another at once.
      this.#pass(frame, info);
      if (this.#waiting === 0) return;
      this.#oldest = (this.#oldest + 1) % this.#impairment.queueFrames;
      this.#waiting--;
    }
  }
}
