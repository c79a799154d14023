import type { Feed } from '../../watch/feed.ts';
import type { HistoryStore } from '../../watch/store/store.ts';
import type { Shell } from '../shell.ts';
import { openUi } from '../ui/openUi.ts';
import type { WatchValues } from '../verbs/watch.ts';
import { keepHistory } from './keepHistory.ts';
import { postWebhook } from './postWebhook.ts';
import { printLines } from './printLines.ts';
import { sendOtlp } from './sendOtlp.ts';
import { servePrometheus } from './servePrometheus.ts';
import { tellKubernetes } from './tellKubernetes.ts';
import { writeJsonLines } from './writeJsonLines.ts';

/** Where what an agent sees goes: it opens before the agent runs, and is closed after. */
export interface Outlet {
  close(): Promise<void>;
}

/** Opens an outlet where the options ask for it. `history`: where what happened is kept, for those that keep and show it. */
export type OpenOutlet = (
  feed: Feed,
  values: WatchValues,
  shell: Shell,
  history: HistoryStore | undefined,
) => Promise<Outlet | undefined>;

/** Every outlet, in the order they hear of things. */
export const outlets: readonly OpenOutlet[] = [
  printLines,
  keepHistory,
  servePrometheus,
  sendOtlp,
  postWebhook,
  writeJsonLines,
  tellKubernetes,
  openUi,
];
