import type { Completes, Verb } from '../command.ts';

/** The words an operand or value can be, where they can be listed. */
export const wordsOf = (completes: Completes | undefined, verbs: readonly Verb[]): readonly string[] => {
  if (completes === 'verbs') return verbs.map(({ name }) => name);
  return typeof completes === 'object' ? completes : [];
};

/** A text as one word of a POSIX shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
