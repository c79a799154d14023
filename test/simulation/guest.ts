import type { Alarm, VirtualClock } from '../../src/bus/clock.ts';
import type { InProcessBus } from '../../src/bus/inProcess.ts';
import type { DriverPort } from '../../src/bus/port.ts';
import type { Driver } from '../../src/driver/driver.ts';
import type { Witness } from './witness.ts';

const unlimited = Number.POSITIVE_INFINITY;
const turnNs = 20_000;
/** Longest that interrupts take in a story. */
export const slowestInterruptMs = 50;

/** The machine around the driver: its CPU, which may be elsewhere, and its memory, which may run out. */
export class Guest {
  /** Nothing runs before this time; no poller before the other. */
  stalledUntilNs = 0;
  starvedUntilNs = 0;
  /** How long interrupts take. */
  interruptDelayNs = 0;
  /** Packets that pollers take in one turn. */
  pollPackets = unlimited;
  /** Allocations that fail yet. */
  failingAllocations = 0;
  driver!: Driver;
  readonly witness: Witness;
  readonly #bus: InProcessBus;
  readonly #clock: VirtualClock;
  readonly #delivery: Alarm;
  readonly #turn: Alarm;
  #isDelivering = false;

  constructor(bus: InProcessBus, clock: VirtualClock, witness: Witness) {
    this.witness = witness;
    this.#bus = bus;
    this.#clock = clock;
    this.#delivery = clock.createAlarm(() => {
      this.#isDelivering = true;
    });
    // It has nothing to do: the clock's step alone lets the guest run.
    this.#turn = clock.createAlarm(() => {});
  }

  /** The driver's end of the bus, with memory that runs out. */
  get port(): DriverPort {
    const port = this.#bus.driver;
    return this.witness.listen({
      ...port,
      allocate: (sizeBytes, alignment) => {
        if (this.failingAllocations > 0) {
          this.failingAllocations--;
          return undefined;
        }
        return port.allocate(sizeBytes, alignment);
      },
    });
  }

  /** All is well again. */
  heal(): void {
    this.stalledUntilNs = 0;
    this.starvedUntilNs = 0;
    this.interruptDelayNs = 0;
    this.pollPackets = unlimited;
    this.failingAllocations = 0;
    if (this.driver !== undefined) this.driver.adapter.troubles.outOfPages = false;
  }

  /** Runs what the CPU gets to now. */
  serve(): void {
    const nowNs = this.#clock.nowNs();
    if (nowNs < this.stalledUntilNs) {
      this.#pauseUntil(this.stalledUntilNs);
      return;
    }
    while (this.#deliver() || this.driver.duePollers > 0) {
      if (nowNs < this.starvedUntilNs) {
        this.#pauseUntil(this.starvedUntilNs);
        return;
      }
      this.witness.pauses(false);
      this.driver.poll(this.pollPackets);
      if (this.pollPackets === unlimited) continue;
      this.#turn.ringIn(turnNs);
      return;
    }
    this.witness.pauses(false);
  }

  #pauseUntil(timeNs: number): void {
    this.witness.pauses(true);
    this.#turn.ringAt(timeNs);
  }

  #deliver(): boolean {
    if (this.#bus.waitingInterrupts === 0) return false;
    if (this.interruptDelayNs > 0 && !this.#isDelivering) {
      if (this.#delivery.dueNs === undefined) this.#delivery.ringIn(this.interruptDelayNs);
      return false;
    }
    this.#isDelivering = false;
    return this.#bus.deliverInterrupts() > 0;
  }
}
