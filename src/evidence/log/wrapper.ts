import type { Clock } from './clock.ts';
import type { Draft } from './draft.ts';

/** One thing a logger, a terminal or a tool puts around a message. */
export interface Wrapper {
  readonly name: string;
  /** A line as it is met, `…` standing for the message. */
  readonly example: string;
  /** The characters it can begin with. */
  readonly first: string;
  /** Sticky. What follows the match is what was wrapped. */
  readonly pattern: RegExp;
  /** Nothing but a log has it: a line that begins so is a log line, even where it does not concern ENA. */
  readonly sure: boolean;
  /**
   * Adds to the draft what the wrapper tells. A string is the message that was wrapped, where it is not simply the rest
   * of the line; `false`: it was not this wrapper after all.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: most rows have nothing to return
  take(found: RegExpExecArray, draft: Draft, clock: Clock): string | false | void;
}

export const digits = '0123456789';
export const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const smalls = 'abcdefghijklmnopqrstuvwxyz';

/**
 * What a message must begin with for a weak wrapper (a line number, a file name, a stream) to be believed: the source of
 * a look-ahead for another wrapper, or for an ENA prefix.
 */
export const logAhead =
  '(?=\\[ *[+\\d]|\\[ENA|<\\d|[A-Z][a-z]{2} {1,2}\\d|[A-Z][a-z]{2} \\d{4}-|\\d{4}-\\d\\d-\\d\\d[T ]|\\d,\\d+,\\d+,|kern +:|kernel: |\\{|ena\\d*[: ]|ENA_)';
