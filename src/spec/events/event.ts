/** How much a line of this kind matters by itself. */
export type Judgement = 'benign' | 'warn' | 'error';

/** What a line of a log says, in whichever wording: the explanation that all its messages share. */
export interface EventText {
  readonly judgement: Judgement;
  /** A few words, as in a list. */
  readonly title: string;
  /** What happened. */
  readonly meaning: string;
  /** What brings it about. */
  readonly cause: string;
  /** What to do about it. */
  readonly action: string;
}

export interface Event<Id extends string = string> extends EventText {
  readonly id: Id;
  readonly subsystem: string;
}
