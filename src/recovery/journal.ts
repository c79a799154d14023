import type { Results } from './ec2/fill.ts';
import type { Moment } from './look.ts';
import type { Phase } from './phases.ts';
import type { Plan } from './plan.ts';

export const journalSchema = 'enakit/recovery/1';

/** How far one step, or its undoing, has come. */
export interface Mark {
  readonly phase: Phase;
  /** ISO 8601. */
  readonly at: string;
  /** The instance before the call. */
  readonly before?: Moment;
}

export type Direction = 'forward' | 'back';

/** All that must outlive the process: the plan to the letter, and how far it has come. */
export interface Journal {
  readonly schema: typeof journalSchema;
  readonly begun: string;
  readonly region: string;
  /** Where another than AWS's own answers. */
  readonly endpoint?: string;
  readonly plan: Plan;
  readonly direction: Direction;
  /** By step name; of the way back by `undo:` and step name. */
  readonly marks: Readonly<Record<string, Mark>>;
  readonly results: Results;
  /** Whether it has come to its end, forward or back. */
  readonly ended?: 'finished' | 'rolled-back';
}

/** Where a journal is kept. `save` returns only when the disk has it. */
export interface JournalStore {
  load(): Promise<Journal | undefined>;
  save(journal: Journal): Promise<void>;
}

/** A journal that is open: every change is on the disk before anybody acts on it. */
export class OpenJournal {
  readonly #store: JournalStore;
  #now: Journal;

  constructor(store: JournalStore, journal: Journal) {
    this.#store = store;
    this.#now = journal;
  }

  get now(): Journal {
    return this.#now;
  }

  mark(key: string): Mark | undefined {
    return Object.hasOwn(this.#now.marks, key) ? this.#now.marks[key] : undefined;
  }

  /** @throws JournalUnwritable */
  async write(change: Partial<Pick<Journal, 'direction' | 'marks' | 'results' | 'ended'>>): Promise<void> {
    const next = { ...this.#now, ...change };
    await this.#store.save(next);
    this.#now = next;
  }

  async set(key: string, mark: Mark, results: Results = {}): Promise<void> {
    await this.write({
      marks: { ...this.#now.marks, [key]: mark },
      results: { ...this.#now.results, ...results },
    });
  }
}
