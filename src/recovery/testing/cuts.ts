import { Ec2Error } from '../../evidence/ec2/ec2Error.ts';
import type { Ec2 } from '../ec2/calls.ts';
import type { JournalStore } from '../journal.ts';

/** The process is gone. Not an error anybody may catch and go on from. */
export class Killed extends Error {}

/** Counts every API call and every journal write, and ends the process at one of them, just before or just after. */
export class Executioner {
  /** Moments passed so far; each call and each write has two. */
  moments = 0;
  #at: number;

  constructor(at = Number.POSITIVE_INFINITY) {
    this.#at = at;
  }

  #pass(): void {
    if (this.moments++ === this.#at) throw new Killed();
  }

  around(ask: Ec2): Ec2 {
    return async (name, input) => {
      this.#pass();
      const answer = await ask(name, input);
      this.#pass();
      return answer;
    };
  }

  beside(store: JournalStore): JournalStore {
    return {
      load: () => store.load(),
      save: async (journal) => {
        this.#pass();
        await store.save(journal);
        this.#pass();
      },
    };
  }
}

/** Errors that EC2, or the way to it, gives now and then. */
export const mishaps = {
  throttled: { error: new Ec2Error('RequestLimitExceeded', 'slow down', 503), taken: false },
  'lost before it arrived': { error: new Ec2Error('ECONNRESET', 'connection lost'), taken: false },
  'lost after it was done': { error: new Ec2Error('ECONNRESET', 'connection lost'), taken: true },
  'failed inside': { error: new Ec2Error('InternalError', 'try again', 500), taken: false },
} as const;

export type Mishap = keyof typeof mishaps;

/** Lets the `at`-th call meet with a mishap, and all others pass. `calls` counts them. */
export const mishapAt = (ask: Ec2, at: number, mishap: Mishap): { ask: Ec2; calls: () => number } => {
  let calls = 0;
  return {
    calls: () => calls,
    ask: async (name, input) => {
      const { error, taken } = mishaps[mishap];
      if (calls++ !== at) return ask(name, input);
      if (taken) await ask(name, input);
      throw error;
    },
  };
};
