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

/** Holds a record back for one line of look-ahead. */
export class Held {
  readonly record: HeldRecord;
  #pci: string | undefined;
  #looked = false;

  constructor(record: HeldRecord) {
    this.record = record;
  }

  /** Takes ` DEVICE=+pci:0000:00:05.0` and its like behind a record of /dev/kmsg. */
  takesField(text: string): boolean {
    if (!this.record.draft.kmsg || !kmsgField.test(text)) return false;
    this.#pci = kmsgDevice.exec(text)?.[1] ?? this.#pci;
    return true;
  }

  /** The whole record, if `next` is the rest of a line that a terminal or a mail broke. Only the very next line can be. */
  join(next: string): Identified | undefined {
    if (this.#looked || next.trim() === '') return undefined;
    this.#looked = true;
    const { message, draft, identified } = this.record;
    if (identified?.said !== undefined) return undefined;
    const rest = next.trim();
    for (const whole of [`${message.trimEnd()} ${rest}`, message + rest]) {
      const joined = identify(whole, draft);
      if (joined?.said !== undefined && !joined.said.truncated) return joined;
    }
    return undefined;
  }

  /** The record as far as it goes. */
  release(): Identified | undefined {
    const { identified } = this.record;
    if (identified === undefined) return undefined;
    const said = identified.said ?? sayTruncated(identified);
    return { ...identified, pci: identified.pci ?? this.#pci, said };
  }
}
