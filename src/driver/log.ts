import { type Level, type LineName, lineText } from './voices/line.ts';
import type { Voice } from './voices.ts';

/** What the kernel prints after its time stamp. */
export interface LogRecord {
  readonly level: Level;
  readonly text: string;
}

export type Log = (record: LogRecord) => void;

/** Fills the conversions of a wording, by their names. */
export type Values = Readonly<Record<string, number | string>>;

/** Says what happened, in the words and with the prefix of one version. */
export class Speech {
  readonly #voice: Voice;
  readonly #log: Log;
  readonly #slot: string;
  /** As the kernel named the interface; undefined before it was registered. */
  interfaceName: string | undefined;

  constructor(voice: Voice, log: Log, slot: string) {
    this.#voice = voice;
    this.#log = log;
    this.#slot = slot;
  }

  /** Nothing where this version says nothing. `from` names the function, which the oldest drivers print. */
  say(name: LineName, values: Values = {}, from?: string): void {
    const wording = this.#voice.wordings[name];
    if (wording === undefined) return;
    const text = this.#prefix(name, from) + lineText(wording, values);
    this.#log({ level: wording.level, text });
  }

  #prefix(name: LineName, from: string | undefined): string {
    const device = `ena ${this.#slot}`;
    const { place, ofFunction } = this.#voice.placeOf(name);
    if (place === 'kernel') return '';
    if (place === 'module') return 'ena: ';
    if (place === 'function') return `[ENA_COM: ${from ?? ofFunction}] `;
    if (place === 'device') return `${device}: `;
    return `${device} ${this.interfaceName ?? '(unnamed net_device) (uninitialized)'}: `;
  }
}
