import { createEvent, signalEvent, takeEvent } from '../../native/eventDescriptor.ts';
import { broken, Readiness, readable } from '../../native/readiness.ts';
import type { SystemCalls } from '../../native/systemCalls.ts';
import type { Clock } from '../clock.ts';

/** A clock whose alarms ring when it is told to catch up. */
export interface LoopClock extends Clock {
  catchUp(): void;
  /** How long one may sleep without missing an alarm, at most `limitMs`. */
  idleMs(limitMs: number): number;
}

/** A descriptor that is looked after. */
export interface Watch {
  readonly descriptor: number;
  /** Bits of poll: what is waited for. 0 for nothing but the end. */
  events: number;
  /** Called when it is ready, or broken: then `ready` has a bit of `broken`. */
  readonly onReady: (ready: number) => void;
}

/** How the loop shares its thread with everything else. */
const times = {
  /** A turn takes the thread for so long at most. */
  turnMs: 2,
  /** So long after the last work the loop still waits in its own thread: waking up from there is faster. */
  lingerMs: 4,
  /** Longest wait in another thread; `process.exit` waits for it. */
  asideMs: 200,
} as const;

/**
 * Waits for descriptors and alarms. Under load it waits in its own thread, in turns of 2 ms between which timers and
 * sockets of Node.js have theirs; idle it waits aside, which costs nothing.
 */
export class ServingLoop {
  readonly #calls: SystemCalls;
  readonly #clock: LoopClock;
  readonly #bell: number;
  readonly #watches = new Set<Watch>();
  #order: readonly Watch[] = [];
  #readiness: Readiness | undefined;
  #isClosed = false;
  /** A wait aside is under way: to end it the bell must ring. */
  #isAside = false;
  #running: Promise<void> | undefined;
  #soon: (() => void)[] = [];

  constructor(calls: SystemCalls, clock: LoopClock) {
    this.#calls = calls;
    this.#clock = clock;
    this.#bell = createEvent(calls);
    this.add({ descriptor: this.#bell, events: readable, onReady: () => takeEvent(calls, this.#bell) });
  }

  add(watch: Watch): void {
    this.#watches.add(watch);
    this.changed();
  }

  remove(watch: Watch): void {
    this.#watches.delete(watch);
    this.changed();
  }

  /** The `events` of a watch changed. */
  changed(): void {
    this.#readiness = undefined;
    this.wake();
  }

  /** Ends a wait that is under way: there is something to do earlier. */
  wake(): void {
    if (this.#isAside) signalEvent(this.#calls, this.#bell);
  }

  /** Does something before the loop waits again, and outside of what is being done now. */
  soon(job: () => void): void {
    this.#soon.push(job);
    this.wake();
  }

  /** Looks after everything for so long, 0 for what is ready now. Says whether there was any. */
  turn(limitMs: number): boolean {
    const endMs = performance.now() + limitMs;
    for (let worked = false; ; ) {
      this.#clock.catchUp();
      if (this.#doSoon()) worked = true;
      const leftMs = Math.max(endMs - performance.now(), 0);
      const readiness = this.#look();
      if (readiness.wait(this.#clock.idleMs(leftMs)) > 0) {
        worked = true;
        this.#serve(readiness);
      }
      if (this.#isClosed || performance.now() >= endMs) return worked;
    }
  }

  /** Runs until closed. What a callback throws ends it and is thrown here. */
  run(): Promise<void> {
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Ends it, and waits until it has ended. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.wake();
    await this.#running?.catch(() => {});
    this.#calls.close(this.#bell);
  }

  async #run(): Promise<void> {
    for (let workedMs = 0; !this.#isClosed; ) {
      if (this.turn(times.turnMs)) workedMs = performance.now();
      if (this.#isClosed) return;
      if (performance.now() - workedMs < times.lingerMs) await new Promise(setImmediate);
      else if (await this.#waitAside()) workedMs = performance.now();
    }
  }

  /** Whether something was ready. */
  async #waitAside(): Promise<boolean> {
    const readiness = this.#look();
    const order = this.#order;
    this.#isAside = true;
    const ready = await readiness.waitAside(this.#clock.idleMs(times.asideMs));
    this.#isAside = false;
    if (this.#isClosed || ready <= 0) return false;
    this.#serve(readiness, order);
    return true;
  }

  #doSoon(): boolean {
    if (this.#soon.length === 0) return false;
    const jobs = this.#soon;
    this.#soon = [];
    for (const job of jobs) job();
    return true;
  }

  #look(): Readiness {
    if (this.#readiness === undefined) {
      this.#order = [...this.#watches];
      this.#readiness = new Readiness(this.#calls, this.#order);
    }
    return this.#readiness;
  }

  #serve(readiness: Readiness, order = this.#order): void {
    for (let place = 0; place < order.length; place++) {
      const watch = order[place]!;
      const ready = readiness.of(place) & (watch.events | broken);
      // A callback before may have removed this one.
      if (ready !== 0 && this.#watches.has(watch)) watch.onReady(ready);
    }
  }
}
