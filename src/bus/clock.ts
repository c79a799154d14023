/** Something that happens at a time. Made once, armed as often as one likes: arming allocates nothing. */
export interface Alarm {
  /** When it rings; undefined while it is not armed. */
  readonly dueNs: number | undefined;
  /** Arms it, or moves it, to ring after a delay; at once with the next step of the clock for 0. */
  ringIn(delayNs: number): void;
  /** Arms it, or moves it; a time gone by means now. */
  ringAt(timeNs: number): void;
  cancel(): void;
}

/** Time as devices and drivers know it: nanoseconds as a number, exact for 104 days. */
export interface Clock {
  nowNs(): number;
  createAlarm(ring: () => void): Alarm;
}

class VirtualAlarm implements Alarm {
  readonly ring: () => void;
  readonly #clock: VirtualClock;
  /** Place in the heap; -1 while not armed. */
  place = -1;
  timeNs = 0;
  /** Alarms of one time ring in the order in which they were armed. */
  order = 0;

  constructor(clock: VirtualClock, ring: () => void) {
    this.#clock = clock;
    this.ring = ring;
  }

  get dueNs(): number | undefined {
    return this.place < 0 ? undefined : this.timeNs;
  }

  ringIn(delayNs: number): void {
    this.ringAt(this.#clock.nowNs() + delayNs);
  }

  ringAt(timeNs: number): void {
    this.#clock.arm(this, timeNs);
  }

  cancel(): void {
    this.#clock.disarm(this);
  }
}

const before = (a: VirtualAlarm, b: VirtualAlarm): boolean =>
  a.timeNs < b.timeNs || (a.timeNs === b.timeNs && a.order < b.order);

/** A clock that stands still until it is turned. The same steps give the same order, always. */
export class VirtualClock implements Clock {
  #nowNs: number;
  #armed = 0;
  readonly #heap: VirtualAlarm[] = [];

  constructor(startNs = 0) {
    this.#nowNs = startNs;
  }

  nowNs(): number {
    return this.#nowNs;
  }

  createAlarm(ring: () => void): Alarm {
    return new VirtualAlarm(this, ring);
  }

  /** When the next alarm rings; undefined without one. */
  get nextNs(): number | undefined {
    return this.#heap[0]?.timeNs;
  }

  /** Goes to the next alarm, if it rings by `limitNs`, and rings it. Says whether it did. */
  step(limitNs = Number.POSITIVE_INFINITY): boolean {
    const alarm = this.#heap[0];
    if (alarm === undefined || alarm.timeNs > limitNs) return false;
    this.#nowNs = alarm.timeNs;
    this.disarm(alarm);
    alarm.ring();
    return true;
  }

  /** Rings all alarms up to and including `timeNs`, those armed meanwhile too, and stops there. */
  runUntil(timeNs: number): void {
    while (this.step(timeNs));
    if (timeNs > this.#nowNs) this.#nowNs = timeNs;
  }

  /** As `runUntil`, by a span. */
  advance(spanNs: number): void {
    this.runUntil(this.#nowNs + spanNs);
  }

  /** For alarms only. */
  arm(alarm: VirtualAlarm, timeNs: number): void {
    if (Number.isNaN(timeNs)) throw new RangeError('an alarm cannot be due at no time');
    this.disarm(alarm);
    alarm.timeNs = Math.max(timeNs, this.#nowNs);
    alarm.order = this.#armed++;
    this.#heap.push(alarm);
    this.#rise(alarm, this.#heap.length - 1);
  }

  /** For alarms only. */
  disarm(alarm: VirtualAlarm): void {
    const hole = alarm.place;
    if (hole < 0) return;
    alarm.place = -1;
    const last = this.#heap.pop()!;
    if (last === alarm) return;
    this.#sink(last, hole);
    this.#rise(last, last.place);
  }

  #put(alarm: VirtualAlarm, place: number): void {
    this.#heap[place] = alarm;
    alarm.place = place;
  }

  #rise(alarm: VirtualAlarm, from: number): void {
    let place = from;
    while (place > 0) {
      const parent = this.#heap[(place - 1) >> 1]!;
      if (!before(alarm, parent)) break;
      this.#put(parent, place);
      place = (place - 1) >> 1;
    }
    this.#put(alarm, place);
  }

  #sink(alarm: VirtualAlarm, from: number): void {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      const next = this.#heap[child]!;
      if (!before(next, alarm)) break;
      this.#put(next, place);
      place = child;
    }
    this.#put(alarm, place);
  }
}
