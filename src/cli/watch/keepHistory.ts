import { keepHistory as keep } from '../../watch/store/keepHistory.ts';
import { StoreTaken } from '../../watch/store/lock.ts';
import { HistoryStore, smallestStoreBytes } from '../../watch/store/store.ts';
import { historyFolder } from './historyFolder.ts';
import type { OpenOutlet } from './outlet.ts';
import { readSizeBytes } from './size.ts';
import { tellTo } from './tellTo.ts';
import { HistoryTaken, HistoryUnwritable } from './watchErrors.ts';

/** `--history SIZE`. @throws BadValue, HistoryTaken, HistoryUnwritable */
export const keepHistory: OpenOutlet = async (feed, values, shell) => {
  if (values.history === undefined) return undefined;
  const sizeBytes = readSizeBytes('--history', values.history, smallestStoreBytes);
  const folder = historyFolder(values.state, shell);
  const store = await HistoryStore.open(folder, { sizeBytes, now: Date.now, tell: tellTo(shell) }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error instanceof StoreTaken
        ? new HistoryTaken(error.message)
        : new HistoryUnwritable(folder, error.code ?? error.message);
    },
  );
  const end = keep(feed, store);
  return {
    history: store,
    close: async () => {
      end();
      store.close();
    },
  };
};
