import { briefPatience, patient } from '../../recovery/ec2/patience.ts';
import { interruptible } from '../../recovery/interruptible.ts';
import type { OpenJournal } from '../../recovery/journal.ts';
import type { Tools } from '../../recovery/walk.ts';
import type { Shell } from '../shell.ts';
import type { RecoverValues } from '../verbs/recover.ts';
import { operandFor } from './journalOf.ts';
import type { Machinery } from './machinery.ts';
import type { Layout } from './planText.ts';
import { progressTeller } from './progressText.ts';

/** One run of `ena recover`. */
export interface Session {
  readonly instance: string;
  readonly values: RecoverValues;
  readonly shell: Shell;
  readonly on: Machinery;
  readonly layout: Layout;
}

/** Runs with a connection that is closed at the end. */
export const connected = async <T>(
  session: Session,
  region: string | undefined,
  run: (at: Connected) => Promise<T>,
): Promise<T> => {
  const { on } = session;
  const connection = await on.connect(region === undefined ? {} : { region });
  try {
    const { ask, region } = connection;
    return await run({ ask: patient(ask, on.clock, briefPatience), direct: ask, region });
  } finally {
    connection.close();
  }
};

export interface Connected {
  /** For looking and planning. */
  readonly ask: Tools['ask'];
  /** As it comes, for whoever brings patience along. */
  readonly direct: Tools['ask'];
  readonly region: string;
}

/** What a journey needs; it tells on standard error how it goes, and ends in order when the user wants an end. */
export const toolsFor = (session: Session, { direct }: Connected, journal: OpenJournal): Tools => {
  const { instance, values, on, shell, layout } = session;
  const operand = operandFor(instance, values);
  const { ask, clock } = interruptible(direct, on.clock, shell.interrupted(), operand);
  return {
    operand,
    ask: patient(ask, clock),
    journal,
    clock,
    limits: on.limits,
    tell: progressTeller(shell.err, layout.palette),
  };
};
