import type { ExitCode } from './exitCode.ts';
import type { Shell } from './shell.ts';

/** What fills an operand or an option's value; shell completion offers it. */
export type Completes = 'files' | 'verbs' | 'nothing' | readonly string[];

/** One option of a verb. The key it stands under is its long name. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** One sentence. */
  readonly says: string;
  /** What the value is called in help: `FILE`. Only for strings. */
  readonly takes?: string;
  readonly completes?: Completes;
}

export type Options = Readonly<Record<string, Option>>;

export type Values<O extends Options> = {
  readonly [K in keyof O]?: O[K]['type'] extends 'boolean' ? boolean : string;
};

/** A line a reader can type. Tests run every one and look at how it ends. */
export interface Example {
  readonly line: string;
  readonly says: string;
  readonly ends: readonly ExitCode[];
}

/** One verb of the CLI. The parser, help, shell completion and the manual all read this object. */
export interface Command<O extends Options = Options> {
  /** One word; two for a verb of a group, the group's own name first: `lab drill`. */
  readonly name: string;
  /** The operands, as help prints them: `[SOURCE…]`. */
  readonly takes: string;
  readonly atLeast: number;
  readonly atMost: number;
  /** The operands are running text: after the first, an unknown option is a word of it. */
  readonly text?: true;
  readonly completes: Completes;
  /** One line for the list of verbs. */
  readonly says: string;
  /** Paragraphs for the verb's own help and the manual. */
  readonly about: readonly string[];
  readonly options: O;
  readonly examples: readonly [Example, ...Example[]];
  /** How it ends: one of `exitCodes`, or what a program ended with that was run for the user. */
  run(values: Values<O>, operands: readonly string[], shell: Shell): Promise<number>;
}

/** Declares a verb, so that `run` sees the values of exactly its options. */
export const command = <const O extends Options>(definition: Command<O>): Command<O> => definition;

/** A verb whose options' names are forgotten: what the parser, help, completion and the manual work on. */
// biome-ignore lint/suspicious/noExplicitAny: `run` is contravariant in its options; only `invoke` calls it, with what `readArguments` checked against them.
export type Verb = Command<any>;

/** Options every verb understands. */
export const globalOptions = {
  help: { type: 'boolean', short: 'h', says: 'Print help and stop.' },
  version: { type: 'boolean', short: 'V', says: 'Print the version and stop.' },
  trace: { type: 'boolean', says: 'On failure print where in enakit it happened.' },
} as const satisfies Options;

/** A verb's own options and the global ones, as help lists them. A verb may say what a global one means besides. */
export const optionsOf = (verb: Verb): [name: string, option: Option][] =>
  Object.entries<Option>({ ...globalOptions, ...verb.options }).toSorted(
    ([one], [other]) => Number(Object.hasOwn(globalOptions, one)) - Number(Object.hasOwn(globalOptions, other)),
  );

/** Whether a verb stands by itself, not in a group. */
export const isOfTop = ({ name }: Verb): boolean => !name.includes(' ');

/** The verbs of a group; none for any other verb. */
export const membersOf = (group: Verb, verbs: readonly Verb[]): readonly Verb[] =>
  verbs.filter(({ name }) => name.startsWith(`${group.name} `));
