import { isLike } from '../actions/filter.ts';
import { type FaultKind, type FaultName, faultKinds } from './kinds.ts';

/** A fault to be laid on calls. */
export interface CallFault {
  readonly kind: FaultName;
  /** The actions it strikes, with `*` and `?`; every one, unless told. */
  readonly action?: string;
  /** Calls that are let through before. */
  readonly skips?: number;
  /** Calls it strikes; all that come, unless told. */
  readonly times?: number;
  readonly delayMs?: number;
}

interface Laid {
  readonly fault: CallFault;
  skipsLeft: number;
  timesLeft: number;
}

/** Faults laid on the endpoint's calls; they may be laid and lifted while it runs. */
export class CallFaults {
  #laid: Laid[] = [];
  /** Reads see the world as it was so many milliseconds of the lab's clock ago. */
  lagMs = 0;

  constructor(faults: readonly CallFault[] = [], lagMs = 0) {
    this.lagMs = lagMs;
    for (const fault of faults) this.lay(fault);
  }

  lay(fault: CallFault): void {
    const { skips = 0, times = Number.POSITIVE_INFINITY } = fault;
    this.#laid.push({ fault, skipsLeft: skips, timesLeft: times });
  }

  /** Lifts all faults, the lag too. */
  lift(): void {
    this.#laid = [];
    this.lagMs = 0;
  }

  /** The faults that strike a call that comes in now; each counts it. */
  strike(action: string): FaultKind[] {
    return this.#laid.flatMap((laid): FaultKind[] => {
      const { kind, action: pattern = '*', delayMs } = laid.fault;
      if (!isLike(action, pattern)) return [];
      if (laid.skipsLeft > 0) {
        laid.skipsLeft--;
        return [];
      }
      if (laid.timesLeft <= 0) return [];
      laid.timesLeft--;
      return [delayMs === undefined ? faultKinds[kind] : { ...faultKinds[kind], delayMs }];
    });
  }
}
