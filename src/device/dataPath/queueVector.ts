import type { Alarm } from '../../bus/clock.ts';
import type { DevicePort } from '../../bus/port.ts';
import { type DataPathFaults, strikesVector } from './dataPathFaults.ts';

/** Nothing waits: any delay is shorter than this one. */
const never = Number.POSITIVE_INFINITY;

/** What a frame counts beside its bytes, and from what sum on, between two interrupts, traffic comes in bulk. */
const weights = { frame: 512, bulk: 4096 } as const;

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
  readonly #bulkDelayNs: number;
  readonly #alarm: Alarm;
  // Some drivers poll once before they unmask for the first time, others count on it.
  #armed = true;
  #fired = false;
  /** The shortest delay among the completions that wait. */
  #waitingDelayNs = never;
  #dueNs = 0;
  /** Weight of the frames since the last interrupt, and whether those between the two before were many. */
  #moved = 0;
  #isBulk = false;

  constructor(port: DevicePort, vector: number, faults: DataPathFaults, bulkDelayNs: number) {
    this.#port = port;
    this.vector = vector;
    this.#faults = faults;
    this.#bulkDelayNs = bulkDelayNs;
    this.#alarm = port.clock.createAlarm(() => this.#fire());
  }

  /** A frame went through one of its queues. */
  moved(lengthBytes: number): void {
    this.#moved += lengthBytes + weights.frame;
  }

  /** A completion was posted. Fires at once where nothing is to be waited for. */
  signal(askedNs: number): void {
    const delayNs = this.#isBulk ? Math.max(askedNs, this.#bulkDelayNs) : askedNs;
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
    this.#isBulk = this.#moved >= weights.bulk;
    this.#moved = 0;
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
