import { keepHistory as keep } from '../../watch/store/keepHistory.ts';
import type { OpenOutlet } from './outlet.ts';

/** What is told and counted goes into the history, where there is one. */
export const keepHistory: OpenOutlet = async (feed, _values, _shell, history) => {
  if (history === undefined) return undefined;
  const end = keep(feed, history);
  return { close: async () => end() };
};
