import { StoreTaken } from '../../watch/store/lock.ts';
import { HistoryStore, smallestStoreBytes } from '../../watch/store/store.ts';
import type { Shell } from '../shell.ts';
import type { WatchValues } from '../verbs/watch.ts';
import { historyFolder } from './historyFolder.ts';
import { readSizeBytes } from './size.ts';
import { tellTo } from './tellTo.ts';
import { HistoryTaken, HistoryUnwritable } from './watchErrors.ts';

/** `--history SIZE`. @throws BadValue, HistoryTaken, HistoryUnwritable */
export const openHistory = async (values: WatchValues, shell: Shell): Promise<HistoryStore | undefined> => {
  if (values.history === undefined) return undefined;
  const sizeBytes = readSizeBytes('--history', values.history, smallestStoreBytes);
  const folder = historyFolder(values.state, shell);
  return await HistoryStore.open(folder, { sizeBytes, now: Date.now, tell: tellTo(shell) }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error instanceof StoreTaken
        ? new HistoryTaken(error.message)
        : new HistoryUnwritable(folder, error.code ?? error.message);
    },
  );
};
