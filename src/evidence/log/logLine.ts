import type { LogLine, Moment, Place } from '../observation.ts';
import type { Draft } from './draft.ts';
import type { Identified } from './identify.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const when = (draft: Draft): Moment => {
  const moment: Writable<Moment> = {};
  if (draft.uptimeUs !== undefined) moment.uptimeUs = draft.uptimeUs;
  if (draft.wallMs !== undefined) moment.wallMs = draft.wallMs;
  return moment;
};

const of = (identified: Identified, draft: Draft, place: Place, boot: number): LogLine => {
  const { said } = identified;
  const line: Writable<LogLine> = {
    kind: 'log',
    place,
    when: when(draft),
    boot,
    speaker: identified.speaker,
    body: identified.body,
    values: said?.values ?? {},
    repeats: draft.repeats,
  };
  if (draft.level !== undefined) line.level = draft.level;
  if (draft.host !== undefined) line.host = draft.host;
  if (identified.pci !== undefined) line.pci = identified.pci;
  if (identified.interface !== undefined) line.interface = identified.interface;
  if (said !== undefined) {
    line.event = said.message.event;
    line.message = said.message;
    if (said.truncated) line.truncated = true;
  }
  return line;
};

/** Puts together what wrappers and wording told. */
export const logLine = { of, when };
