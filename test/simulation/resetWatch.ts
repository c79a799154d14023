import type { Adapter } from '../../src/driver/adapter.ts';
import type { Limits } from '../../src/driver/voices.ts';
import { lastPlainReason, substituteReason } from '../../src/spec/resetReasons.ts';
import { Violation } from './ledger.ts';
import { adminTimeout, driverInvalidState, hasCause, isHindrance, shutdown } from './reasons.ts';
import type { Witness } from './witness.ts';

/** Whether each reset has a cause: as the driver asks for it, and as it reaches the device. */
export class ResetWatch {
  readonly #witness: Witness;
  readonly #limits: Limits;
  /** Reason of the request that is pending. */
  #asked: number | undefined;
  /** Since the device was last set up: reasons asked for, and resets with a reason. */
  readonly #requested = new Set<number>();
  #ordered = 0;

  constructor(witness: Witness, limits: Limits) {
    this.#witness = witness;
    this.#limits = limits;
  }

  /** Looks whether the driver asks for a reset, and whether it has cause to. Drivers that do not tell reasons have some too. */
  noticeRequest({ reset, isRunning, isUp, configuration }: Adapter): void {
    const { isPending, reason } = reset;
    if (isRunning && !isPending && !configuration.isBusy) this.#witness.rests();
    if (!isPending) this.#asked = undefined;
    else if (reason !== this.#asked) {
      const isTakenDown = this.#asked !== undefined && (!isUp || this.#ordered > 0);
      this.#asked = reason;
      this.#requested.add(reason);
      // Who takes the interface down while a reset is wanted has it done there and then; whether or not it works, the admin
      // queue is stopped from then on, and Linux up to 2.16.1 lets its next check put that in the place of the first reason.
      const isOvertaken = reason === adminTimeout && isTakenDown;
      const isExplained =
        isOvertaken || this.#witness.asked.delete(reason) || hasCause(reason, this.#witness, this.#limits);
      if (!isExplained) throw new Violation(`the driver asks for a reset of reason ${reason} without cause`);
    }
  }

  /** A reset reaches the device: of a reason that was asked for, or in the course of setting it up or leaving it. */
  noticeOrder(adapter: Adapter, reason: number): void {
    this.noticeRequest(adapter);
    // Old drivers tell no reason, but ask for the reset all the same.
    if (reason === 0 && !adapter.reset.isPending) {
      this.#ordered = 0;
      this.#requested.clear();
      return;
    }
    this.#ordered++;
    const isAsked = reason === 0 || this.#requested.has(reason);
    const isSubstitute = reason === substituteReason && [...this.#requested].some((asked) => asked > lastPlainReason);
    const isGivenUp = reason === driverInvalidState && this.mayBeDead;
    if (!isAsked && !isSubstitute && !isGivenUp && reason !== shutdown)
      throw new Violation(`reset of reason ${reason}, which nobody asked for`);
  }

  /** The device may not have done what the driver believes it did: orders of all times may have failed. */
  get mayBeTorn(): boolean {
    return isHindrance(this.#witness.always, this.#limits);
  }

  /** The adapter may be dead: something stood in the way since it last ran and nobody changed anything. */
  get mayBeDead(): boolean {
    return isHindrance(this.#witness.unrest, this.#limits);
  }
}
