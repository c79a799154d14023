import type { VirtualClock } from '../../src/bus/clock.ts';
import type { DriverPort } from '../../src/bus/port.ts';
import type { DeviceEvent } from '../../src/device/observation.ts';
import { msix } from '../../src/spec/wire/pci.ts';
import { type FaultName, lateAnswerMs } from './faultRows.ts';
import { Testimony } from './testimony.ts';

/** A fault of the device in a story, and how often it might strike yet when somebody last looked. */
interface Laid {
  readonly name: FaultName;
  readonly fault: { readonly left: number };
  left: number;
}

/**
 * Watches device and guest without asking the driver: what struck, how long the guest paused, when it heard of keep-alives
 * and of answers.
 */
export class Witness {
  readonly #clock: VirtualClock;
  readonly #laid: Laid[] = [];
  /** Since the last reset. */
  readonly #life = new Testimony();
  /** Since the adapter last ran and nobody changed anything. */
  readonly #unrest = new Testimony();
  readonly #always = new Testimony();
  readonly #all = [this.#life, this.#unrest, this.#always];
  #strikes = 0;
  #pausedSinceNs: number | undefined;
  #heardNs = 0;
  /** A keep-alive lies there that no interrupt has told of. */
  #hasKeepAlive = false;
  /** When the oldest command was given whose answer no interrupt has told of. */
  #commandNs: number | undefined;
  /** Before this time not all commands have answers. */
  #answeredNs = 0;
  #longestWaitNs = 0;
  /** Resets that the device asked for by an event, by their reason; the driver may read of it late, but obeys once. */
  readonly asked = new Set<number>();

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** The port, with an ear at its management vector and an eye on what memory it gives. */
  listen(port: DriverPort): DriverPort {
    return {
      ...port,
      allocate: (sizeBytes, alignment) => {
        const block = port.allocate(sizeBytes, alignment);
        if (block === undefined) for (const testimony of this.#all) testimony.refusals++;
        return block;
      },
      connect: (vector, ring) =>
        port.connect(vector, () => {
          if (vector === msix.managementVector) this.#hear();
          ring();
        }),
    };
  }

  /** What the device did. A driver that polls hears of answers without interrupt. */
  sees(event: DeviceEvent, isPolled: boolean): void {
    if (event.kind === 'reset') this.#begin();
    if (event.kind === 'event' && event.group === 'keepAlive' && event.outcome === 'posted') this.#hasKeepAlive = true;
    if (event.kind !== 'command' || isPolled) return;
    const nowNs = this.#clock.nowNs();
    this.#commandNs ??= nowNs;
    if (event.answer === 'lost') this.#answeredNs = Number.POSITIVE_INFINITY;
    if (event.answer === 'late') this.#answeredNs = Math.max(this.#answeredNs, nowNs + lateAnswerMs * 1e6);
  }

  /** A fault is laid. */
  lays(name: FaultName, fault: { readonly left: number }): void {
    this.#laid.push({ name, fault, left: fault.left });
  }

  /** The guest lets pollers or interrupts wait now, or does not. */
  pauses(isPausing: boolean): void {
    if (isPausing) this.#pausedSinceNs ??= this.#clock.nowNs();
    else if (this.#pausedSinceNs !== undefined) {
      this.#count();
      this.#pausedSinceNs = undefined;
    }
  }

  /** The adapter runs, and nobody changes anything. */
  rests(): void {
    this.#count();
    this.#unrest.begin(this.#clock.nowNs());
  }

  /** Since the last keep-alive that the guest heard of, or the last reset. */
  get silenceMs(): number {
    return (this.#clock.nowNs() - this.#heardNs) / 1e6;
  }

  /** The longest wait of a command for the interrupt that told of its answer, since the last reset. */
  get answerMs(): number {
    const sinceNs = this.#commandNs ?? this.#clock.nowNs();
    return Math.max(this.#longestWaitNs, this.#clock.nowNs() - sinceNs) / 1e6;
  }

  /** How often faults of the device struck. */
  get strikes(): number {
    this.#count();
    return this.#strikes;
  }

  get life(): Testimony {
    this.#count();
    return this.#life;
  }

  get unrest(): Testimony {
    this.#count();
    return this.#unrest;
  }

  get always(): Testimony {
    this.#count();
    return this.#always;
  }

  #count(): void {
    const nowNs = this.#clock.nowNs();
    if (this.#pausedSinceNs !== undefined) {
      for (const testimony of this.#all) testimony.pausedSince(this.#pausedSinceNs, nowNs);
    }
    for (const laid of this.#laid) {
      if (laid.fault.left >= laid.left) continue;
      this.#strikes += laid.left - laid.fault.left;
      laid.left = laid.fault.left;
      for (const testimony of this.#all) testimony.struck.add(laid.name);
    }
  }

  #hear(): void {
    const nowNs = this.#clock.nowNs();
    if (this.#hasKeepAlive) this.#heardNs = nowNs;
    this.#hasKeepAlive = false;
    if (nowNs < this.#answeredNs) return;
    this.#longestWaitNs = this.answerMs * 1e6;
    this.#commandNs = undefined;
  }

  #begin(): void {
    const nowNs = this.#clock.nowNs();
    this.#count();
    this.#life.begin(nowNs);
    this.#heardNs = nowNs;
    this.#hasKeepAlive = false;
    this.#commandNs = undefined;
    this.#answeredNs = 0;
    this.#longestWaitNs = 0;
  }
}
