import { type Entry, isAsItShould } from '../../lab/vmDrill/matrix.ts';
import type { Stream } from '../shell.ts';
import { unmetText } from './reportFolder.ts';

const minuteMs = 60_000;

const leftText = (leftMs: number): string =>
  leftMs < minuteMs ? 'less than a minute left' : `about ${Math.round(leftMs / minuteMs)} min left`;

/** Tells how far a matrix is, and how long it still takes at the pace it had. */
export class MatrixProgress {
  readonly #out: Stream;
  readonly #now: () => Date;
  readonly #began: number;
  /** Cells to be run, known when the first is there. */
  readonly #total: number;
  #done = 0;

  constructor(out: Stream, now: () => Date, total: number) {
    this.#out = out;
    this.#now = now;
    this.#total = total;
    this.#began = now().getTime();
  }

  tell(entry: Entry): void {
    if (entry.kind === 'skipped') return;
    this.#done += 1;
    const { voice, fault } = entry;
    const isAgain = this.#done > this.#total;
    const end = isAsItShould(entry)
      ? 'met'
      : `not met, ${isAgain ? 'once more' : 'to be tried again'}: ${unmetText(entry)}`;
    const at = isAgain ? 'again' : `${this.#done} of ${this.#total}`;
    const leftMs = ((this.#now().getTime() - this.#began) / this.#done) * (this.#total - this.#done);
    const left = leftMs > 0 ? `; ${leftText(leftMs)}` : '';
    this.#out.write(`${at}: ${voice.name} ${fault.name}: ${end}${left}\n`);
  }
}
