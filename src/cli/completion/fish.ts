import { globalOptions, isOfTop, membersOf, type Option, optionsOf, type Verb } from '../command.ts';
import { secondWords, wordsOf } from './words.ts';

/** A text as one word of fish, whose quotes know the backslash. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const optionLine = (when: string, [name, option]: [string, Option], verbs: readonly Verb[]): string => {
  const words = wordsOf(option.completes, verbs);
  const value =
    option.type === 'boolean' ? '' : option.completes === 'files' ? ' -rF' : ` -x -a ${quoted(words.join(' '))}`;
  return `complete -c ena -n ${quoted(when)} -l ${name}${option.short ? ` -s ${option.short}` : ''}${value} -d ${quoted(option.says)}`;
};

/** Where a verb's operands and options are wanted: after its words, and before the next verb of its group. */
const whenOf = ({ name }: Verb, members: readonly string[]): string =>
  [
    ...name.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`),
    ...(members.length > 0 ? [`not __fish_seen_subcommand_from ${members.join(' ')}`] : []),
  ].join('; and ');

const linesOf = (verb: Verb, verbs: readonly Verb[]): string[] => {
  const members = secondWords(verb, verbs);
  const when = whenOf(verb, members);
  const words = wordsOf(verb.completes, verbs);
  return [
    ...(isOfTop(verb) ? [`complete -c ena -n __fish_use_subcommand -a ${verb.name} -d ${quoted(verb.says)}`] : []),
    ...membersOf(verb, verbs).map(
      ({ says }, i) => `complete -c ena -n ${quoted(when)} -a ${members[i]} -d ${quoted(says)}`,
    ),
    ...(verb.completes === 'files' ? [`complete -c ena -n ${quoted(when)} -F`] : []),
    ...(words.length > 0 ? [`complete -c ena -n ${quoted(when)} -a ${quoted(words.join(' '))}`] : []),
    ...optionsOf(verb).map((row) => optionLine(when, row, verbs)),
  ];
};

/** Completion for fish 3 and later. */
export const fish = (verbs: readonly Verb[]): string =>
  [
    '# fish completion for ena',
    'complete -c ena -f',
    ...Object.entries<Option>(globalOptions).map((row) => optionLine('__fish_use_subcommand', row, verbs)),
    ...verbs.flatMap((verb) => linesOf(verb, verbs)),
    '',
  ].join('\n');
