import type { Alarm } from '../../bus/clock.ts';
import type { Adapter } from '../adapter.ts';
import type { Announcements } from './announcements.ts';

/** The device's sign of life, from when a driver begins to listen until the next reset. */
export class KeepAlive {
  readonly #alarm: Alarm;

  constructor({ port, options }: Adapter, announcements: Announcements) {
    const intervalNs = options.keepAliveIntervalMs * 1e6;
    this.#alarm = port.clock.createAlarm(() => {
      announcements.keepAlive();
      this.#alarm.ringIn(intervalNs);
    });
    this.begin = () => {
      if (this.#alarm.dueNs === undefined) this.#alarm.ringIn(intervalNs);
    };
  }

  /** The first comes after one interval. Once begun it goes on. */
  readonly begin: () => void;

  end(): void {
    this.#alarm.cancel();
  }
}
