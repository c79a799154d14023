import type { Alarm, Clock } from '../../bus/clock.ts';

/** Does something again and again, so many times a second, in even steps. Making its packets is up to `send`. */
export class Generator {
  readonly #alarm: Alarm;
  #stepNs = 0;
  #times = 1;

  constructor(clock: Clock, send: (ordinal: number) => void) {
    let ordinal = 0;
    this.#alarm = clock.createAlarm(() => {
      this.#alarm.ringIn(this.#stepNs);
      for (let i = 0; i < this.#times; i++) send(ordinal++);
    });
  }

  /** Begins, or goes on at another pace; `times` at once in each step. */
  start(perSecond: number, times = 1): void {
    this.#times = times;
    this.#stepNs = (1e9 * times) / perSecond;
    this.#alarm.ringIn(this.#stepNs);
  }

  stop(): void {
    this.#alarm.cancel();
  }
}
