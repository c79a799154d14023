import { parseArgs } from 'node:util';
import { globalOptions, type Option, type Verb } from './command.ts';
import { MissingOperand, MissingValue, UnknownOption, UnwantedOperand, UnwantedValue } from './errors.ts';

/** What a command line said to one verb. */
export interface Arguments {
  readonly values: Readonly<Record<string, boolean | string>>;
  readonly operands: readonly string[];
}

const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);

/**
 * Reads a command line against a verb's options and the global ones.
 *
 * `parseArgs` only takes it apart: its own strictness neither names the nearest option nor lets a pasted log line
 * hold `-110` or `--`.
 *
 * @throws UnknownOption, MissingValue, UnwantedValue
 */
export const readArguments = (verb: Pick<Verb, 'name' | 'options' | 'text'>, args: readonly string[]): Arguments => {
  const options: Record<string, Option> = { ...verb.options, ...globalOptions };
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const values: Record<string, boolean | string> = {};
  const operands: string[] = [];
  const words = new Set<number>();
  const isWord = (at: number): boolean => {
    const word = args[at] ?? '';
    if (!verb.text || (operands.length === 0 && !/^-\d/.test(word))) return false;
    return tokens.some((token) => token.kind === 'option' && token.index === at && !Object.hasOwn(options, token.name));
  };

  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option' || words.has(token.index)) continue;
    if (isWord(token.index)) {
      words.add(token.index);
      operands.push(args[token.index]!);
      continue;
    }
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw new UnknownOption(verb.name, dashed(token.name), Object.keys(options).map(dashed));
    if (option.type === 'boolean') {
      if (token.value !== undefined) throw new UnwantedValue(verb.name, dashed(token.name));
      values[token.name] = true;
      continue;
    }
    const swallowedOption = !token.inlineValue && token.value !== '-' && token.value?.startsWith('-');
    if (token.value === undefined || token.value === '' || swallowedOption)
      throw new MissingValue(verb.name, dashed(token.name), option.takes ?? 'VALUE');
    values[token.name] = token.value;
  }
  return { values, operands };
};

/**
 * Holds the number of operands against what the verb takes. Apart from `readArguments`, for `--help` outranks it.
 *
 * @throws MissingOperand, UnwantedOperand
 */
export const checkOperands = (verb: Verb, operands: readonly string[]): void => {
  if (operands.length < verb.atLeast) throw new MissingOperand(verb.name, verb.takes);
  const extra = operands[verb.atMost];
  if (extra !== undefined) throw new UnwantedOperand(verb.name, extra);
};
