import type { Alarm, Clock } from '../../bus/clock.ts';

/** Time as a guest knows it: it goes on while the guest stands still, and alarms that were missed ring afterwards. */
export class GuestClock implements Clock {
  readonly #clock: Clock;
  readonly #missed: (() => void)[] = [];
  #isHeld = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  nowNs(): number {
    return this.#clock.nowNs();
  }

  createAlarm(ring: () => void): Alarm {
    const clock = this.#clock;
    let isMissed = false;
    const late = () => {
      if (!isMissed) return;
      isMissed = false;
      ring();
    };
    const alarm = clock.createAlarm(() => {
      if (!this.#isHeld) return ring();
      isMissed = true;
      this.#missed.push(late);
    });
    const arm = (timeNs: number) => {
      isMissed = false;
      alarm.ringAt(timeNs);
    };
    return {
      get dueNs() {
        return alarm.dueNs;
      },
      ringIn: (delayNs) => arm(clock.nowNs() + delayNs),
      ringAt: arm,
      cancel: () => {
        isMissed = false;
        alarm.cancel();
      },
    };
  }

  /** No alarm rings until `release`. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Rings what was missed, in order. */
  release(): void {
    this.#isHeld = false;
    for (const late of this.#missed.splice(0)) late();
  }
}
