export type ExplanationKind =
  | 'statistic'
  | 'log-line'
  | 'event'
  | 'reset-reason'
  | 'feature'
  | 'admin-opcode'
  | 'admin-status'
  | 'errno'
  | 'register'
  | 'sub-optimal-code'
  | 'known-bug'
  | 'finding'
  | 'error-code';

/** What something means, as data: how it looks is the business of whoever prints it. */
export interface Explanation {
  readonly kind: ExplanationKind;
  /** By which it can be asked for again. */
  readonly name: string;
  /** One line. */
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Other things worth asking for, as words that `explain` understands. */
  readonly seeAlso: readonly string[];
}

/** One kind of thing that can be explained. */
export interface Topic {
  readonly kind: ExplanationKind;
  /** Words that may stand in front to say which kind is meant: `reset 18`, `feature 10`. */
  readonly qualifiers: readonly string[];
  /** Everything there is, for a list and for finding what a misspelt word meant. */
  readonly all: () => readonly Explanation[];
  /** What `word` may mean; empty where it is nothing of this kind. `word` is trimmed and without blanks. */
  readonly about: (word: string) => readonly Explanation[];
}

/** Spelling that does not matter: `MISSING_ADMIN_INTERRUPT` and `missing-admin-interrupt` are one. */
export const keyOf = (word: string): string => word.toLowerCase().replaceAll('-', '_');

/** The whole number a word is, written in decimal or, after 0x, in hexadecimal. */
export const numberOf = (word: string): number | undefined =>
  /^-?\d{1,9}$|^0x[\da-f]{1,8}$/i.test(word) ? Number(word) : undefined;

/** A fact, or nothing where there is no value. */
export const fact = (label: string, value: string | undefined): readonly (readonly [string, string])[] =>
  value === undefined || value === '' ? [] : [[label, value]];
