import { globalOptions, isOfTop, membersOf, type Option, optionsOf, type Verb } from '../command.ts';
import { quoted, secondWords, wordsOf } from './words.ts';

/** Inside a spec of `_arguments`, colons and brackets are its own. */
const plain = (text: string): string => text.replaceAll(/[[\]\\:]/g, (mark) => `\\${mark}`);

const action = (completes: Verb['completes'] | undefined, verbs: readonly Verb[]): string => {
  if (completes === 'files') return '_files';
  const words = wordsOf(completes, verbs);
  return words.length > 0 ? `(${words.join(' ')})` : ' ';
};

const optionSpec = ([name, option]: [string, Option], verbs: readonly Verb[]): string => {
  const value =
    option.type === 'boolean' ? '' : `:${plain(option.takes ?? 'value')}:${action(option.completes, verbs)}`;
  return quoted(`--${name}[${plain(option.says)}]${value}`);
};

const specsOf = (verb: Verb, verbs: readonly Verb[], indent: string): string => {
  const isGroup = membersOf(verb, verbs).length > 0;
  const operands =
    verb.atMost === 0 || isGroup ? [] : [quoted(`*:${plain(verb.takes)}:${action(verb.completes, verbs)}`)];
  const specs = [...optionsOf(verb).map((row) => optionSpec(row, verbs)), ...operands];
  return `_arguments \\\n${specs.map((spec) => `${indent}  ${spec}`).join(' \\\n')}`;
};

/** In a group the second word is completed first, and what follows belongs to the verb of both words; else to the group. */
const verbArm = (verb: Verb, verbs: readonly Verb[]): string => {
  const members = membersOf(verb, verbs);
  if (members.length === 0) return `    ${verb.name})\n      ${specsOf(verb, verbs, '      ')} ;;`;
  const described = members.map(({ says }, i) => quoted(`${secondWords(verb, verbs)[i]}:${says}`)).join(' ');
  const arms = members.map(
    (member, i) => `        ${secondWords(verb, verbs)[i]}) ${specsOf(member, verbs, '          ')} ;;`,
  );
  return `    ${verb.name})
      if (( CURRENT == 3 )); then
        verbs=(${described})
        _describe verb verbs
      fi
      case $words[3] in
${arms.join('\n')}
        *) ${specsOf(verb, verbs, '          ')} ;;
      esac ;;`;
};

/** Completion for zsh 5 and later, for a file `_ena` in `$fpath`. */
export const zsh = (verbs: readonly Verb[]): string => {
  const top = verbs.filter(isOfTop);
  return `#compdef ena
_ena() {
  local -a verbs
  verbs=(
${top.map(({ name, says }) => `    ${quoted(`${name}:${says}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe verb verbs
    _arguments \\
${Object.entries<Option>(globalOptions)
  .map((row) => `      ${optionSpec(row, verbs)}`)
  .join(' \\\n')}
    return
  fi
  case $words[2] in
${top.map((verb) => verbArm(verb, verbs)).join('\n')}
  esac
}
_ena "$@"
`;
};
