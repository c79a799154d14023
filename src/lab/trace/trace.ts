import type { Alarm, Clock } from '../../bus/clock.ts';
import type { DeviceEnd } from '../../bus/port.ts';
import type { DeviceEvent } from '../../device/observation.ts';
import { DoorbellTally } from './doorbellTally.ts';
import { traceLine } from './traceLine.ts';

const summaryNs = 1e9;

/** Tells line by line what a driver does: give `tell` to the device as its listener, and have the bus write by `end`. */
export class Trace {
  readonly #clock: Clock;
  readonly #print: (line: string) => void;
  readonly #tally = new DoorbellTally();
  readonly #alarm: Alarm;

  constructor(clock: Clock, print: (line: string) => void) {
    this.#clock = clock;
    this.#print = print;
    this.#alarm = clock.createAlarm(() => this.#summarise());
  }

  readonly tell = (event: DeviceEvent): void => {
    // What was rung before belongs before it.
    this.#summarise();
    this.#say(traceLine(event));
  };

  /** A device whose queues' registers are counted as they are written. */
  end(device: DeviceEnd): DeviceEnd {
    return {
      read32: (offset) => device.read32(offset),
      write32: (offset, value) => {
        if (this.#tally.note(offset) && this.#alarm.dueNs === undefined) this.#alarm.ringIn(summaryNs);
        device.write32(offset, value);
      },
      powerOn: () => device.powerOn(),
    };
  }

  close(): void {
    this.#summarise();
  }

  #summarise(): void {
    this.#alarm.cancel();
    const line = this.#tally.take();
    if (line !== undefined) this.#say(line);
  }

  #say(text: string): void {
    this.#print(`${(this.#clock.nowNs() / 1e9).toFixed(6)} ${text}`);
  }
}
