/** Something that stopped a recovery, or kept it from beginning, and that the user can understand. One class per cause. */
export abstract class RecoveryProblem extends Error {
  abstract readonly code: string;
  /** How a command that meets it ends: 1 problems found, 2 wrong usage, 3 could not look. */
  readonly exitCode: 1 | 2 | 3 = 3;
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(sentence: string, hint?: string) {
    super(sentence);
    this.hint = hint;
  }
}

/** How an unfinished recovery ends. `operand`: what names it to `ena recover`, its journal too where that is elsewhere. */
export const waysOn = (operand: string, when = 'To go on'): string =>
  `${when}: ena recover --resume ${operand}. To undo what was done: ena recover --rollback ${operand}.`;

export class JournalUnreadable extends RecoveryProblem {
  static readonly code = 'journal-unreadable';
  static readonly means =
    'The journal of a recovery is damaged, or is no journal. It is left as it is, and nothing is done by it.';
  readonly code = JournalUnreadable.code;

  constructor(path: string, why: string) {
    super(
      `the journal ${path} cannot be read: ${why}`,
      'It was left as it is. See what state the instance is in (ena doctor INSTANCE-ID), move the journal away, and plan anew.',
    );
  }
}

export class JournalOfOtherVersion extends RecoveryProblem {
  static readonly code = 'journal-of-other-version';
  static readonly means = 'The journal was written by another version of enakit, whose steps this one may not know.';
  readonly code = JournalOfOtherVersion.code;

  constructor(path: string, schema: string) {
    super(
      `the journal ${path} is of another version (${schema})`,
      'It was left as it is; go on with the version that wrote it.',
    );
  }
}

export class JournalUnwritable extends RecoveryProblem {
  static readonly code = 'journal-unwritable';
  static readonly means = 'Nothing is done that was not written down before, and the journal could not be written.';
  readonly code = JournalUnwritable.code;

  constructor(path: string, why: string) {
    super(`the journal ${path} cannot be written: ${why}`, 'Name another place with --journal FILE.');
  }
}

export class JournalOfElsewhere extends RecoveryProblem {
  static readonly code = 'journal-of-elsewhere';
  static readonly means = 'The journal tells of another instance, or of one at another endpoint, than was asked about.';
  readonly code = JournalOfElsewhere.code;

  constructor(path: string, its: string, asked: string) {
    super(
      `the journal ${path} is of ${its}, not of ${asked}`,
      'Nothing was done. Name the right journal, or unset AWS_ENDPOINT_URL.',
    );
  }
}

export class JournalMissing extends RecoveryProblem {
  static readonly code = 'journal-missing';
  static readonly means = 'There is no recovery of this instance to go on with.';
  readonly code = JournalMissing.code;

  constructor(instance: string, path: string) {
    super(
      `no recovery of ${instance} was begun here: ${path} does not exist`,
      'Was it begun on another machine, or with --journal?',
    );
  }
}

export class RecoveryUnfinished extends RecoveryProblem {
  static readonly code = 'recovery-unfinished';
  static readonly means = 'A recovery of this instance was begun and not ended; a second one would cross it.';
  readonly code = RecoveryUnfinished.code;
  override readonly exitCode = 2;

  constructor(instance: string, path: string, operand: string) {
    super(`a recovery of ${instance} is not finished (${path})`, waysOn(operand));
  }
}

export class RecoveryOver extends RecoveryProblem {
  static readonly code = 'recovery-over';
  static readonly means = 'The recovery has come to its end, and can neither go on nor back.';
  readonly code = RecoveryOver.code;
  override readonly exitCode = 2;

  constructor(instance: string, ended: string) {
    super(`the recovery of ${instance} is over: it was ${ended}`);
  }
}

export class RecoveryBusy extends RecoveryProblem {
  static readonly code = 'recovery-busy';
  static readonly means = 'Another process works on the same recovery.';
  readonly code = RecoveryBusy.code;

  constructor(path: string, holder: number) {
    super(
      `another process (${holder}) works by the journal ${path}`,
      `Wait for it to end. If ${holder} is no ena recover (\`ps ${holder}\`), remove ${path}.lock.`,
    );
  }
}

export class StepFailed extends RecoveryProblem {
  static readonly code = 'step-failed';
  static readonly means = 'A step of a recovery failed. What was done until then stands in its journal.';
  readonly code = StepFailed.code;
  override readonly exitCode = 1;

  constructor(title: string, why: string, operand: string) {
    super(`${title}: ${why.replace(/\.$/, '')}`, waysOn(operand, 'When the cause is gone'));
  }
}

export class RecoveryInterrupted extends RecoveryProblem {
  static readonly code = 'recovery-interrupted';
  static readonly means =
    'Somebody ended a recovery before it was over. What was done until then stands in its journal; nothing is undone by itself.';
  readonly code = RecoveryInterrupted.code;
  override readonly exitCode = 1;

  constructor(operand: string) {
    super('interrupted before its end; what was done until now stays so, and stands in the journal', waysOn(operand));
  }
}

export class PlanChanged extends RecoveryProblem {
  static readonly code = 'plan-changed';
  static readonly means =
    'Between showing a plan and acting on it the instance changed, so that the plan is another one now.';
  readonly code = PlanChanged.code;
  override readonly exitCode = 1;

  constructor(instance: string) {
    super(`${instance} is no longer as it was when the plan was made; nothing was done`, 'Look at the new plan first.');
  }
}

/** Every cause, for `ena explain CODE`. */
export const recoveryProblems = [
  JournalUnreadable,
  JournalOfOtherVersion,
  JournalUnwritable,
  JournalOfElsewhere,
  JournalMissing,
  RecoveryUnfinished,
  RecoveryOver,
  RecoveryBusy,
  StepFailed,
  RecoveryInterrupted,
  PlanChanged,
] as const;
