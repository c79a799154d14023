import { BurstFilter } from './burstFilter.ts';
import type { Happening, Told } from './happening.ts';

/** Numbers what happens and holds it until it has been told. */
export class Outbox {
  readonly #now: () => number;
  readonly #filter = new BurstFilter();
  #waiting: Told[];
  #seq: number;

  /** @param seq number of the last happening  @param waiting what the agent before may not have told */
  constructor(now: () => number, seq = 0, waiting: readonly Told[] = []) {
    this.#now = now;
    this.#seq = seq;
    this.#waiting = [...waiting];
  }

  get seq(): number {
    return this.#seq;
  }

  get waiting(): readonly Told[] {
    return this.#waiting;
  }

  readonly put = (happening: Happening): void => {
    if (this.#filter.passes(happening, this.#now())) this.#add(happening);
  };

  /** Puts in what was withheld and is due to be told of. */
  putWithheld(isLast = false): void {
    for (const happening of this.#filter.overdue(this.#now(), isLast)) this.#add(happening);
  }

  /** It was told. */
  empty(): void {
    this.#waiting = [];
  }

  #add(happening: Happening): void {
    this.#seq++;
    this.#waiting.push({ ...happening, seq: this.#seq, atMs: this.#now() });
  }
}
