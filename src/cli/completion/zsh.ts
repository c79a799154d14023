import { globalOptions, type Option, optionsOf, type Verb } from '../command.ts';
import { quoted, wordsOf } from './words.ts';

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

const verbArm = (verb: Verb, verbs: readonly Verb[]): string => {
  const operands = verb.atMost === 0 ? [] : [quoted(`*:${plain(verb.takes)}:${action(verb.completes, verbs)}`)];
  const specs = [...optionsOf(verb).map((row) => optionSpec(row, verbs)), ...operands];
  return `    ${verb.name})\n      _arguments \\\n${specs.map((spec) => `        ${spec}`).join(' \\\n')} ;;`;
};

/** Completion for zsh 5 and later, for a file `_ena` in `$fpath`. */
export const zsh = (verbs: readonly Verb[]): string => `#compdef ena
_ena() {
  local -a verbs
  verbs=(
${verbs.map(({ name, says }) => `    ${quoted(`${name}:${says}`)}`).join('\n')}
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
${verbs.map((verb) => verbArm(verb, verbs)).join('\n')}
  esac
}
_ena "$@"
`;
