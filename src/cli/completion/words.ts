import { type Completes, isOfTop, membersOf, type Verb } from '../command.ts';

/** The words an operand or value can be, where they can be listed. */
export const wordsOf = (completes: Completes | undefined, verbs: readonly Verb[]): readonly string[] => {
  if (completes === 'verbs') return verbs.filter(isOfTop).map(({ name }) => name);
  return typeof completes === 'object' ? completes : [];
};

/** The second words of a group's verbs; none for any other verb. */
export const secondWords = (group: Verb, verbs: readonly Verb[]): readonly string[] =>
  membersOf(group, verbs).map(({ name }) => name.slice(group.name.length + 1));

/** A text as one word of a POSIX shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
