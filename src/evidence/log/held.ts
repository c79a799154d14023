import type { Place } from '../observation.ts';
import type { Draft } from './draft.ts';
import { type Identified, identify, sayTruncated } from './identify.ts';

/** A record that may go on in the next line. */
export interface HeldRecord {
  /** The message without wrapper. */
  readonly message: string;
  /** `undefined`: not even the prefix is whole. */
  readonly identified: Identified | undefined;
  readonly draft: Draft;
  readonly place: Place;
  readonly boot: number;
}

/** The unit in front of a kmsg record's own fields: one blank. */
const kmsgField = /^ [A-Z_]{1,40}=(.*)$/;
const kmsgDevice = /^ DEVICE=\+pci:([0-9a-f:.]{7,12})$/;

/** A terminal of 80 columns breaks the driver's longest message into so many lines. */
const mostPieces = 5;

/** Holds a record back until its end is seen. */
export class Held {
  #record: HeldRecord;
  #pci: string | undefined;
  /** What the pieces so far say, where that is a whole wording. */
  #whole: Identified | undefined;
  #pieces = 1;

  constructor(record: HeldRecord) {
    this.#record = record;
  }

  get record(): HeldRecord {
    return this.#record;
  }

  /** Takes ` DEVICE=+pci:0000:00:05.0` and its like behind a record of /dev/kmsg. */
  takesField(text: string): boolean {
    if (!this.#record.draft.kmsg || !kmsgField.test(text)) return false;
    this.#pci = kmsgDevice.exec(text)?.[1] ?? this.#pci;
    return true;
  }

  /** Takes a piece of a line that a terminal or a mail broke. Only lines that follow at once can be. */
  takesPiece(next: string): boolean {
    const { message, draft, identified } = this.#record;
    if (this.#pieces >= mostPieces || next.trim() === '' || draft.kmsg) return false;
    this.#pieces++;
    this.#whole ??= identified?.said && identified;
    const joined = [`${message.trimEnd()} ${next.trim()}`, message + next.trim()].map((whole) => ({
      ...this.#record,
      message: whole,
      identified: identify(whole, draft),
    }));
    const whole = joined.find(({ identified: one }) => one?.said !== undefined && !one.said.truncated);
    const part = joined.find(({ identified: one }) => one !== undefined && sayTruncated(one) !== undefined);
    // What is whole may still be the beginning of a longer wording.
    this.#whole = whole?.identified ?? this.#whole;
    this.#record = whole ?? part ?? this.#record;
    if (whole === undefined && part === undefined) this.#pieces = mostPieces;
    return (whole ?? part) !== undefined;
  }

  /** The record as far as it goes. */
  release(): Identified | undefined {
    const { identified } = this.#record;
    if (identified === undefined) return undefined;
    const said = identified.said ?? this.#whole?.said ?? sayTruncated(identified);
    return { ...identified, pci: identified.pci ?? this.#pci, said };
  }
}
