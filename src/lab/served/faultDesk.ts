import type { Alarm, Clock } from '../../bus/clock.ts';

/** Something that can be laid. What `lay` returns takes it away again. */
export interface Layable {
  readonly name: string;
  readonly durationMs: number;
}

/** A fault that lies. */
export interface LaidFault {
  readonly name: string;
  /** On the adapter's clock. */
  readonly sinceNs: number;
  /** When it ends by itself; undefined: when it is lifted. */
  readonly untilNs: number | undefined;
}

interface Entry extends LaidFault {
  readonly undo: () => void;
  readonly alarm: Alarm;
}

/** Lays faults for a time, and sees to it that none outlives it. */
export class FaultDesk<Fault extends Layable> {
  readonly #clock: Clock;
  readonly #lay: (fault: Fault) => () => void;
  readonly #laid = new Map<string, Entry>();

  constructor(clock: Clock, lay: (fault: Fault) => () => void) {
    this.#clock = clock;
    this.#lay = lay;
  }

  get laid(): readonly LaidFault[] {
    return [...this.#laid.values()].map(({ name, sinceNs, untilNs }) => ({ name, sinceNs, untilNs }));
  }

  /** Lays it for so long; for ever where told `Infinity`; for its usual time where told nothing. Laid again it begins anew. */
  lay(fault: Fault, forMs = fault.durationMs): void {
    this.lift(fault.name);
    const { name } = fault;
    const sinceNs = this.#clock.nowNs();
    const untilNs = Number.isFinite(forMs) ? sinceNs + forMs * 1e6 : undefined;
    const alarm = this.#clock.createAlarm(() => this.lift(name));
    this.#laid.set(name, { name, sinceNs, untilNs, undo: this.#lay(fault), alarm });
    if (untilNs !== undefined) alarm.ringAt(untilNs);
  }

  /** Takes it away. Says whether it lay. */
  lift(name: string): boolean {
    const entry = this.#laid.get(name);
    if (entry === undefined) return false;
    this.#laid.delete(name);
    entry.alarm.cancel();
    entry.undo();
    return true;
  }

  /** Takes all away, the last first. */
  liftAll(): void {
    for (const name of [...this.#laid.keys()].reverse()) this.lift(name);
  }
}
