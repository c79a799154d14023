import type { Alarm, Clock } from '../bus/clock.ts';

/** Something that work may wait for. One waits at a time. */
export class Signal {
  #resume: (() => void) | undefined;

  /** Wakes who waits; nothing when nobody does. */
  ring(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  /** Whom to wake; undefined for nobody any more. */
  await(resume: (() => void) | undefined): void {
    this.#resume = resume;
  }
}

/** Why work stands still: for a time, or until a signal if that comes first. */
export interface Pause {
  readonly forNs: number;
  readonly signal?: Signal;
}

/**
 * Work of the control path. Where a kernel's thread would sleep, a generator yields, so that a host with a clock of its
 * own can let time pass. `next` is given whether a signal, rather than the time, ended the pause.
 */
export type Steps<T> = Generator<Pause, T, boolean>;

/** Lets time pass. */
export function* sleep(forNs: number): Steps<void> {
  yield { forNs };
}

/** Waits for a signal. Says whether it came in time. */
export function* waitFor(signal: Signal, forNs: number): Steps<boolean> {
  return yield { forNs, signal };
}

/** Work that was given to a worker. */
export class Job<T> {
  isDone = false;
  result: T | undefined;
}

interface Order<T = unknown> {
  readonly steps: () => Steps<T>;
  readonly job: Job<T>;
  readonly done: ((result: T) => void) | undefined;
}

/** Does one work after the other, as the lock of a kernel's network configuration makes it. */
export class Worker {
  readonly #alarm: Alarm;
  readonly #orders: Order[] = [];
  #order: Order | undefined;
  #steps: Steps<unknown> | undefined;
  #signal: Signal | undefined;

  constructor(clock: Clock) {
    this.#alarm = clock.createAlarm(() => this.#resume(false));
  }

  /** Something is under way. */
  get isBusy(): boolean {
    return this.#order !== undefined;
  }

  /** Begins at once, or when what was ordered before is done. */
  run<T>(steps: () => Steps<T>, done?: (result: T) => void): Job<T> {
    const job = new Job<T>();
    this.#orders.push({ steps, job, done } as Order);
    if (this.#order === undefined) this.#begin();
    return job;
  }

  /** Lets go of everything that is under way or ordered: whose adapter goes away needs no answer. */
  drop(): void {
    this.#signal?.await(undefined);
    this.#signal = undefined;
    this.#alarm.cancel();
    this.#orders.length = 0;
    this.#order = undefined;
    this.#steps?.return(undefined);
    this.#steps = undefined;
  }

  #begin(): void {
    this.#order = this.#orders.shift();
    if (this.#order === undefined) return;
    this.#steps = this.#order.steps();
    this.#resume(false);
  }

  #resume(rang: boolean): void {
    this.#signal?.await(undefined);
    this.#signal = undefined;
    this.#alarm.cancel();
    const { done, value } = this.#steps!.next(rang);
    if (done === true) this.#finish(value);
    else this.#pause(value as Pause);
  }

  #pause({ forNs, signal }: Pause): void {
    this.#signal = signal;
    signal?.await(() => this.#resume(true));
    this.#alarm.ringIn(forNs);
  }

  #finish(result: unknown): void {
    const order = this.#order!;
    order.job.isDone = true;
    order.job.result = result;
    this.#order = undefined;
    this.#steps = undefined;
    order.done?.(result);
    // What was ordered by `done` has begun already.
    if (this.#order === undefined) this.#begin();
  }
}
