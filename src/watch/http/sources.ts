import type { Report } from '../../diagnosis/report.ts';
import type { Feed } from '../feed.ts';
import type { History } from './history.ts';
import type { LabDesk } from './lab.ts';
import type { Reply } from './reply.ts';
import type { WatchedClock } from './snapshot.ts';

/** Files of the page by their paths. */
export type Assets = (path: string) => Reply | undefined;

/** How a report is written for a support case. */
export interface ReportForm {
  readonly type: string;
  readonly write: (report: Report) => string;
}

/** What the page shows, and what it is made of. */
export interface Sources {
  readonly feed: Feed;
  readonly history: History;
  readonly clock: WatchedClock;
  readonly lab?: LabDesk;
  readonly assets: Assets;
  /** By the ending of the file: `json`, `md`, `html`. */
  readonly reports: Readonly<Record<string, ReportForm>>;
}
