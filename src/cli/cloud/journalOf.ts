import type { Journal } from '../../recovery/journal.ts';
import { journalFile, journalPath, lockJournal } from '../../recovery/journalFile.ts';
import { JournalMissing, JournalOfElsewhere, RecoveryOver, RecoveryUnfinished } from '../../recovery/problems.ts';
import type { Shell } from '../shell.ts';
import type { RecoverValues } from '../verbs/recover.ts';
import { endpointOf } from './machinery.ts';

export const pathFor = (instance: string, values: RecoverValues, { env }: Shell): string =>
  values.journal ?? journalPath(instance, env);

const quoted = (path: string): string => (/^[\w./:=,@%+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);

/** What names a recovery to `ena recover` once more: the instance, and its journal where that is kept elsewhere. */
export const operandFor = (instance: string, { journal }: RecoverValues): string =>
  journal === undefined ? instance : `--journal ${quoted(journal)} ${instance}`;

/** Runs with the journal's lock held. @throws RecoveryBusy, JournalUnwritable */
export const locked = async <T>(path: string, run: () => Promise<T>): Promise<T> => {
  const release = await lockJournal(path);
  try {
    return await run();
  } finally {
    await release();
  }
};

/** Makes sure that no other recovery would be crossed or forgotten. @throws RecoveryUnfinished, JournalUnreadable, … */
export const requireFree = async (path: string, values: RecoverValues): Promise<void> => {
  const journal = await journalFile(path).load();
  if (journal === undefined || journal.ended !== undefined) return;
  const { instance } = journal.plan;
  throw new RecoveryUnfinished(instance, path, operandFor(instance, values));
};

const endings = { finished: 'finished', 'rolled-back': 'rolled back' } as const;

/** The journal to go on with. @throws JournalMissing, JournalOfElsewhere, RecoveryOver, JournalUnreadable, … */
export const unfinished = async (instance: string, path: string, { env }: Shell): Promise<Journal> => {
  const journal = await journalFile(path).load();
  if (journal === undefined) throw new JournalMissing(instance, path);
  if (journal.plan.instance !== instance) throw new JournalOfElsewhere(path, journal.plan.instance, instance);
  const endpoint = endpointOf(env);
  if (journal.endpoint !== endpoint)
    throw new JournalOfElsewhere(path, journal.endpoint ?? 'an instance at AWS', endpoint ?? 'one at AWS');
  if (journal.ended !== undefined) throw new RecoveryOver(instance, endings[journal.ended]);
  return journal;
};
