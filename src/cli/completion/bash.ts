import { globalOptions, isOfTop, type Option, optionsOf, type Verb } from '../command.ts';
import { secondWords, wordsOf } from './words.ts';

const names = (options: readonly [string, Option][]): string => options.map(([name]) => `--${name}`).join(' ');

const offer = (words: readonly string[] | string, indent: string): string =>
  `${indent}COMPREPLY=($(compgen -W '${typeof words === 'string' ? words : words.join(' ')}' -- "$word"))`;

const valueArm = (verb: Verb, [name, option]: [string, Option], verbs: readonly Verb[]): string => {
  const words = wordsOf(option.completes, verbs);
  const reply =
    words.length > 0 ? offer(words, '') : option.completes === 'files' ? 'COMPREPLY=($(compgen -f -- "$word"))' : ':';
  return `    '${verb.name}':--${name}) ${reply}; return ;;`;
};

const verbArm = (verb: Verb, verbs: readonly Verb[]): string => {
  const words = [...secondWords(verb, verbs), ...wordsOf(verb.completes, verbs), names(optionsOf(verb))].join(' ');
  const files = verb.completes === 'files' ? `\n      [[ $word == -* ]] || COMPREPLY+=($(compgen -f -- "$word"))` : '';
  return `    '${verb.name}')\n${offer(words, '      ')}${files} ;;`;
};

/** The names of all verbs of groups, as a pattern of `case`. */
const groupPatterns = (verbs: readonly Verb[]): string =>
  verbs
    .filter((verb) => !isOfTop(verb))
    .map(({ name }) => `'${name}'`)
    .join('|');

/** Completion for bash 3.2 and later. */
export const bash = (verbs: readonly Verb[]): string => `# bash completion for ena
_ena() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb='' each
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $each == -* ]] && continue
    [[ $verb ]] && { case $verb' '$each in ${groupPatterns(verbs)}) verb+=' '$each ;; esac; break; }
    verb=$each
  done
  COMPREPLY=()
  case $verb:$before in
${verbs
  .flatMap((verb) =>
    optionsOf(verb)
      .filter(([, option]) => option.type === 'string')
      .map((row) => valueArm(verb, row, verbs)),
  )
  .join('\n')}
  esac
  case $verb in
    '')
${offer([...wordsOf('verbs', verbs), names(Object.entries(globalOptions))], '      ')} ;;
${verbs.map((verb) => verbArm(verb, verbs)).join('\n')}
  esac
}
complete -o filenames -F _ena ena
`;
