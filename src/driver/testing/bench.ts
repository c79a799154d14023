import { VirtualClock } from '../../bus/clock.ts';
import { InProcessBus, type InProcessOptions } from '../../bus/inProcess.ts';
import { eventGroups } from '../../spec/wire/aenq.ts';
import { Driver, type DriverOptions, type LogRecord } from '../driver.ts';
import { release2170 } from '../voices/chosen.ts';
import type { Voice } from '../voices.ts';
import type { Job } from '../work.ts';
import { MockDevice } from './mockDevice.ts';
import type { MockOptions } from './mockOptions.ts';

/** What a test may choose. */
export interface BenchOptions {
  readonly voice?: Voice;
  readonly mock?: Partial<MockOptions>;
  readonly driver?: DriverOptions;
  readonly bus?: Omit<InProcessOptions, 'clock'>;
}

const secondNs = 1e9;

/** A driver on a mock device in virtual time, and the hands of a test on both. */
export class Bench {
  readonly clock = new VirtualClock(10 * secondNs);
  readonly log: LogRecord[] = [];
  readonly received: { readonly bytes: Uint8Array; readonly checksum: string; readonly pieces: number }[] = [];
  readonly carriers: boolean[] = [];
  readonly bus: InProcessBus;
  readonly driver: Driver;
  mock!: MockDevice;
  /** The device posts a keep-alive each second. */
  isAlive = true;
  /** The host runs its pollers. */
  polls = true;

  constructor({ voice = release2170, mock = {}, driver = {}, bus = {} }: BenchOptions = {}) {
    const attach = (port: ConstructorParameters<typeof MockDevice>[0]) => {
      this.mock = new MockDevice(port, mock);
      return this.mock;
    };
    this.bus = new InProcessBus(attach, { clock: this.clock, poisonFreed: true, ...bus });
    const stack = {
      receive: (frame: Parameters<ConstructorParameters<typeof Driver>[2]['receive']>[0]) => {
        const bytes = new Uint8Array(frame.lengthBytes + 4);
        const words = new Uint32Array(bytes.buffer, 0, bytes.length >>> 2);
        frame.copyTo({ bytes, words }, 0);
        this.received.push({
          bytes: bytes.slice(0, frame.lengthBytes),
          checksum: frame.checksum,
          pieces: frame.pieces,
        });
      },
      carrier: (isUp: boolean) => void this.carriers.push(isUp),
    };
    const options = { cpus: 2, interfaceName: 'eth1', ...driver };
    this.driver = new Driver(this.bus.driver, voice, stack, (record) => void this.log.push(record), options);
  }

  /** Lines of the log. */
  get lines(): string[] {
    return this.log.map(({ text }) => text);
  }

  /** Delivers interrupts and runs pollers until nothing is left to do. */
  serve(): void {
    for (let rounds = 0; rounds < 1000; rounds++) {
      const rang = this.bus.deliverInterrupts();
      const taken = this.polls ? this.driver.poll() : 0;
      if (rang === 0 && taken === 0 && (this.driver.duePollers === 0 || !this.polls)) return;
    }
  }

  /** Lets a job come to its end, a second at a time at most. */
  finish<T>(job: Job<T>): T {
    this.serve();
    for (let steps = 0; !job.isDone && steps < 100_000; steps++) {
      if (!this.clock.step()) break;
      this.serve();
    }
    if (!job.isDone) throw new Error('the job does not end');
    return job.result as T;
  }

  /** Probed, up, and with a link. */
  ready(): this {
    if (this.finish(this.driver.probe()) !== 0) throw new Error(`probing failed: ${this.lines.join('\n')}`);
    this.mock.post(eventGroups.linkChange, { up: 1 });
    if (this.finish(this.driver.open()) !== 0) throw new Error(`opening failed: ${this.lines.join('\n')}`);
    this.serve();
    return this;
  }

  /** Lets seconds go by, with a keep-alive in the middle of each while the device is alive. */
  run(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      this.#runTo(this.clock.nowNs() + secondNs / 2);
      const isListening = this.driver.adapter.isRunning && this.driver.adapter.events !== undefined;
      if (this.isAlive && isListening) this.mock.post(eventGroups.keepAlive);
      this.serve();
      this.#runTo(this.clock.nowNs() + secondNs / 2);
    }
  }

  #runTo(timeNs: number): void {
    while (this.clock.step(timeNs)) this.serve();
    this.clock.runUntil(timeNs);
    this.serve();
  }
}
