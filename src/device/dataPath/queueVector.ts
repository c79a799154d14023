import type { Alarm } from '../../bus/clock.ts';
import type { DevicePort } from '../../bus/port.ts';
import { type DataPathFaults, strikesVector } from './dataPathFaults.ts';

/** Nothing waits: any delay is shorter than this one. */
const never = Number.POSITIVE_INFINITY;

/**
 * The interrupt of the completion queues that share a vector. It masks itself when it fires, until the guest unmasks it:
 *
 *     armed --completion--> waiting for the delay --due--> fired, masked --unmask--> armed
 *                                                            completions meanwhile wait for the unmask
 */
export class QueueVector {
  readonly vector: number;
  /** Completion queues that use it. */
  users = 0;
  /** Since the first completion that waits, per direction. */
  txDelayNs = 0;
  rxDelayNs = 0;
  readonly #port: DevicePort;
  readonly #faults: DataPathFaults;
  readonly #alarm: Alarm;
  // Some drivers poll once before they unmask for the first time, others count on it.
  #armed = true;
  #fired = false;
  /** The shortest delay among the completions that wait. */
  #waitingDelayNs = never;
  #dueNs = 0;

  constructor(port: DevicePort, vector: number, faults: DataPathFaults) {
    this.#port = port;
    this.vector = vector;
    this.#faults = faults;
    this.#alarm = port.clock.createAlarm(() => this.#fire());
  }

  /** A completion was posted. Fires at once where nothing is to be waited for. */
  signal(delayNs: number): void {
    if (delayNs >= this.#waitingDelayNs) return;
    const dueNs = this.#port.clock.nowNs() + delayNs;
    this.#dueNs = this.#waitingDelayNs === never ? dueNs : Math.min(dueNs, this.#dueNs);
    this.#waitingDelayNs = delayNs;
    if (this.#armed) this.#schedule();
  }

  /** The guest wants the next interrupt. */
  unmask(): void {
    this.#armed = true;
    if (this.#waitingDelayNs !== never) this.#schedule();
  }

  /** Its last queue is gone. */
  close(): void {
    this.#alarm.cancel();
  }

  #schedule(): void {
    if (this.#dueNs <= this.#port.clock.nowNs()) this.#fire();
    else this.#alarm.ringAt(this.#dueNs);
  }

  #fire(): void {
    this.#alarm.cancel();
    this.#waitingDelayNs = never;
    const { vector } = this;
    const faults = this.#faults;
    if (strikesVector(faults.interruptWithheld, vector)) return;
    this.#armed = false;
    const isFirst = !this.#fired;
    this.#fired = true;
    if (isFirst && strikesVector(faults.firstInterruptLost, vector)) return;
    if (!strikesVector(faults.interruptLost, vector)) this.#port.interrupt(vector);
  }
}
