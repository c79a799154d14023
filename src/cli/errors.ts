import type { ExitCode } from './exitCode.ts';
import { nearest } from './nearest.ts';

/** Something the user can put right. One class per cause; `ena explain CODE` prints what the class `means`. */
export abstract class UserError extends Error {
  abstract readonly code: string;
  readonly exitCode: ExitCode = 2;
  /** What to do about it, where the sentence does not say so already. */
  readonly hint: string | undefined;

  constructor(sentence: string, hint?: string) {
    super(sentence);
    this.hint = hint;
  }
}

const orNearest = (sentence: string, word: string, known: readonly string[]): string => {
  const near = nearest(word, known);
  return near === undefined ? sentence : `${sentence}; did you mean ${near}?`;
};

const helpOf = (verb: string): string => `ena ${verb ? `${verb} ` : ''}--help lists what there is.`;

export class UnknownVerb extends UserError {
  static readonly code = 'unknown-verb';
  static readonly means = 'The first word after ena must be one of its verbs.';
  readonly code = UnknownVerb.code;

  constructor(word: string, known: readonly string[]) {
    super(orNearest(`unknown verb ${word}`, word, known), 'ena --help lists the verbs; ena doctor FILE reads a file.');
  }
}

export class UnknownOption extends UserError {
  static readonly code = 'unknown-option';
  static readonly means =
    'The verb has no such option. Nothing was done, for a mistyped option might change what is done.';
  readonly code = UnknownOption.code;

  constructor(verb: string, option: string, known: readonly string[]) {
    super(orNearest(`unknown option ${option}`, option, known), helpOf(verb));
  }
}

export class MissingValue extends UserError {
  static readonly code = 'missing-value';
  static readonly means =
    'The option needs a value after it; one that begins with a dash is attached with an equals sign.';
  readonly code = MissingValue.code;

  constructor(verb: string, option: string, takes: string) {
    super(`${option} needs a value: ${option} ${takes}`, helpOf(verb));
  }
}

export class UnwantedValue extends UserError {
  static readonly code = 'unwanted-value';
  static readonly means = 'The option is a switch and takes no value.';
  readonly code = UnwantedValue.code;

  constructor(verb: string, option: string) {
    super(`${option} takes no value`, helpOf(verb));
  }
}

export class BadValue extends UserError {
  static readonly code = 'bad-value';
  static readonly means = 'The value of an option or operand is none that can be used.';
  readonly code = BadValue.code;

  constructor(name: string, value: string, wanted: string) {
    super(`${name} cannot be ${JSON.stringify(value)}; it takes ${wanted}`);
  }
}

export class MissingOperand extends UserError {
  static readonly code = 'missing-operand';
  static readonly means = 'The verb must be told what to work on.';
  readonly code = MissingOperand.code;

  constructor(verb: string, takes: string) {
    super(`${verb} needs an operand: ena ${verb} ${takes}`, helpOf(verb));
  }
}

export class UnwantedOperand extends UserError {
  static readonly code = 'unwanted-operand';
  static readonly means = 'There are more operands than the verb takes.';
  readonly code = UnwantedOperand.code;

  constructor(verb: string, operand: string) {
    super(`${verb} does not take ${operand}`, helpOf(verb));
  }
}

export class OptionConflict extends UserError {
  static readonly code = 'option-conflict';
  static readonly means = 'Two options ask for things that cannot both be had.';
  readonly code = OptionConflict.code;

  constructor(one: string, other: string, why: string) {
    super(`${one} and ${other} cannot be used together: ${why}`);
  }
}

export class UnknownWord extends UserError {
  static readonly code = 'unknown-word';
  static readonly means = 'No counter, log message, reset reason, feature, errno or error code goes by that name.';
  readonly code = UnknownWord.code;

  constructor(words: string, near: readonly string[]) {
    const shown = words.length > 60 ? `${words.slice(0, 59)}…` : words;
    const meant = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
    super(`nothing known about ${shown}${meant}`, 'ena explain --list prints all that is known.');
  }
}

export class UnwritableFile extends UserError {
  static readonly code = 'unwritable-file';
  static readonly means =
    'The report could not be written where it was asked for. What stood there before is untouched.';
  readonly code = UnwritableFile.code;
  override readonly exitCode = 3;

  constructor(path: string, why: string) {
    super(`cannot write ${path}: ${why}`);
  }
}

/** The user wanted an end before all drills were run. */
export class DrillsInterrupted extends UserError {
  static readonly code = 'drills-interrupted';
  static readonly means = 'The matrix of drills was ended before all were run. Those that were at work are run again.';
  readonly code = DrillsInterrupted.code;
  override readonly exitCode = 3;

  constructor(folder: string | undefined) {
    super(
      'interrupted before all drills were run',
      folder === undefined
        ? 'With --report FOLDER what was run is kept.'
        : `The same command goes on from what ${folder} holds.`,
    );
  }
}

export class RootNotFound extends UserError {
  static readonly code = 'root-not-found';
  static readonly means = 'The folder that should hold the files of a machine is not there, or is none.';
  readonly code = RootNotFound.code;
  override readonly exitCode = 3;

  constructor(path: string) {
    super(`${path} is no folder that can be read`, 'Mount the root volume, and name the folder it is mounted on.');
  }
}

export class NotConfirmed extends UserError {
  static readonly code = 'not-confirmed';
  static readonly means = 'The question was not answered with the instance’s id. Nothing was done.';
  readonly code = NotConfirmed.code;

  constructor(instance: string) {
    super(`not confirmed: that was not ${instance}; nothing was done`, 'Scripts say --yes.');
  }
}

export class BadAdapter extends UserError {
  static readonly code = 'bad-adapter';
  static readonly means =
    'What is said of an adapter of the lab, its network or its limits cannot be read. Nothing was started.';
  readonly code = BadAdapter.code;

  constructor(sentence: string, verb: string) {
    super(sentence, helpOf(verb));
  }
}

export class AdapterUnreachable extends UserError {
  static readonly code = 'adapter-unreachable';
  static readonly means = 'No adapter of the lab answers at the socket: none is served there, or it is another user’s.';
  readonly code = AdapterUnreachable.code;
  override readonly exitCode = 3;

  constructor(socket: string, why: string) {
    super(`no adapter answers at ${socket} (${why})`, `ena lab device --socket ${socket} serves one.`);
  }
}

export class AdapterRefused extends UserError {
  static readonly code = 'adapter-refused';
  static readonly means = 'The adapter of the lab does not do what it was asked for. Nothing was changed.';
  readonly code = AdapterRefused.code;

  constructor(why: string) {
    super(`the adapter refuses: ${why}`);
  }
}

/** Every cause, for `ena explain CODE`. */
export const userErrors = [
  UnknownVerb,
  UnknownOption,
  MissingValue,
  UnwantedValue,
  BadValue,
  MissingOperand,
  UnwantedOperand,
  OptionConflict,
  UnknownWord,
  UnwritableFile,
  DrillsInterrupted,
  RootNotFound,
  NotConfirmed,
  BadAdapter,
  AdapterUnreachable,
  AdapterRefused,
] as const;
