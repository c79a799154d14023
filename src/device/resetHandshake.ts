import type { Alarm, Clock } from '../bus/clock.ts';
import { type ControlFaults, type Strike, strike } from './faults.ts';

/**
 * The reset handshake. The driver orders a reset and waits until it sees it under way; it releases the order and waits until
 * it is over. So a reset stays visible until it is released, however fast it was.
 *
 *                 order                      timeUp
 *    running ───────────────▶ busy ─────────────────────▶ held
 *       ▲                      │                            │
 *       │                      │ release                    │ release
 *       │        timeUp        ▼                            │
 *       ├───────────────── finishing                        │
 *       └───────────────────────────────────────────────────┘
 *
 *    An order in any state begins the reset anew; powerOn leads to running from everywhere.
 */
export type ResetState = 'running' | 'busy' | 'held' | 'finishing';
export type ResetInput = 'order' | 'release' | 'timeUp' | 'powerOn';

export const resetTransitions: Readonly<Record<ResetState, Readonly<Record<ResetInput, ResetState>>>> = {
  running: { order: 'busy', release: 'running', timeUp: 'running', powerOn: 'running' },
  busy: { order: 'busy', release: 'finishing', timeUp: 'held', powerOn: 'running' },
  held: { order: 'busy', release: 'running', timeUp: 'held', powerOn: 'running' },
  finishing: { order: 'busy', release: 'finishing', timeUp: 'running', powerOn: 'running' },
};

/** How often a reset that a fault keeps from ending looks whether the fault is still there. */
const lookAgainNs = 100e6;

/** What a reset depends on and sets off. */
export interface ResetSurroundings {
  readonly clock: Clock;
  readonly faults: ControlFaults;
  readonly resetTimeMs: number;
  /** A reset begins: everything is to be forgotten. */
  begin(): void;
  /** It is over. */
  end(): void;
}

/** Where the device stands in the handshake. */
export class ResetHandshake {
  state: ResetState = 'running';
  /** Whether a reset came to its end since power-on. */
  finished = false;
  readonly #surroundings: ResetSurroundings;
  readonly #alarm: Alarm;
  #hang: Strike | undefined;
  #unready: Strike | undefined;

  constructor(surroundings: ResetSurroundings) {
    this.#surroundings = surroundings;
    this.#alarm = surroundings.clock.createAlarm(() => this.#timeUp());
  }

  get isRunning(): boolean {
    return this.state === 'running';
  }

  /** Whether the device can be set up. */
  get isReady(): boolean {
    return this.isRunning && (this.#unready === undefined || this.#surroundings.faults.neverReady !== this.#unready);
  }

  /** The driver sets the reset bit. Says whether the device follows. */
  order(): boolean {
    const { faults, resetTimeMs } = this.#surroundings;
    if (strike(faults.resetNeverStarts)) {
      // Hung, not at work: its driver gives up and takes the memory of the rings back all the same.
      this.#surroundings.begin();
      return false;
    }
    this.#hang = strike(faults.resetNeverEnds);
    this.finished = false;
    this.#go('order');
    this.#surroundings.begin();
    if (resetTimeMs > 0 || this.#hang !== undefined) this.#alarm.ringIn(resetTimeMs * 1e6);
    else this.#timeUp();
    return true;
  }

  /** The driver clears the reset bit. */
  release(): void {
    this.#go('release');
  }

  powerOn(): void {
    this.#alarm.cancel();
    this.#hang = undefined;
    this.#go('powerOn');
    this.finished = false;
    this.#unready = strike(this.#surroundings.faults.neverReady);
  }

  #timeUp(): void {
    if (this.#hang !== undefined && this.#surroundings.faults.resetNeverEnds === this.#hang) {
      this.#alarm.ringIn(lookAgainNs);
      return;
    }
    this.#hang = undefined;
    this.#go('timeUp');
  }

  #go(input: ResetInput): void {
    const before = this.state;
    this.state = resetTransitions[before][input];
    if (before === 'running' || this.state !== 'running' || input === 'powerOn') return;
    this.finished = true;
    this.#unready = strike(this.#surroundings.faults.neverReady);
    this.#surroundings.end();
  }
}
