import { render } from '../../spec/format.ts';
import type { Message } from '../../spec/message.ts';
import type { Span } from './span.ts';

export type { Level } from '../../spec/message.ts';
export type { LineName } from './lines.ts';

/** Who speaks, which decides the prefix. The library's changed with the versions, in two ways. */
export type Speaker = 'interface' | 'device' | 'kernel' | 'library' | 'libraryOfDevice';

/** Something a driver says, in whatever words. */
export interface Line {
  readonly by: Speaker;
  /** Rows of `messages`: each version has one of them, or none and says nothing. */
  readonly wordings: readonly string[];
  /** The function of the driver that says it. Printed by the oldest versions only. */
  readonly ofFunction?: string;
  /** Versions that say it at a level that is printed, where the row of `messages` does not tell. */
  readonly only?: Span;
}

/** The text of a line, without its prefix. Values the wording does not name are left out. */
export const lineText = ({ text, names }: Message, values: Readonly<Record<string, number | string>>): string =>
  render(
    text,
    names.map((name) => values[name] ?? 0),
  );
