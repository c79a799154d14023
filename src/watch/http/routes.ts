import type { Report } from '../../diagnosis/report.ts';
import type { Feed } from '../feed.ts';
import { explainWords } from './explainWords.ts';
import type { History } from './history.ts';
import type { LabDesk } from './lab.ts';
import { json, plain, type Reply } from './reply.ts';
import { reportOfIncident } from './reportOf.ts';
import { snapshotOf, type WatchedClock } from './snapshot.ts';

/** Files of the page by their paths. */
export type Assets = (path: string) => Reply | undefined;

/** How a report is written for a support case. */
export interface ReportForm {
  readonly type: string;
  readonly write: (report: Report) => string;
}

/** What answers are made of. */
export interface Sources {
  readonly feed: Feed;
  readonly history: History;
  readonly clock: WatchedClock;
  readonly lab?: LabDesk;
  readonly assets: Assets;
  /** By the ending of the file: `json`, `md`, `html`. */
  readonly reports: Readonly<Record<string, ReportForm>>;
}

const mostPoints = 2000;
const mostEntries = 2000;
const mostNames = 64;

const numberIn = (query: URLSearchParams, name: string, otherwise: number): number => {
  const text = query.get(name);
  const value = text === null || text === '' ? otherwise : Number(text);
  return Number.isNaN(value) ? otherwise : value;
};

const spanIn = (query: URLSearchParams): [fromMs: number, toMs: number] => [
  numberIn(query, 'from', 0),
  numberIn(query, 'to', Number.POSITIVE_INFINITY),
];

const mostIn = (query: URLSearchParams, limit: number): number =>
  Math.max(1, Math.min(limit, Math.floor(numberIn(query, 'most', limit))));

type Answer = (sources: Sources, query: URLSearchParams) => Reply;

/** What can be asked for, beside the files of the page and the stream. */
const answers: Readonly<Record<string, Answer>> = {
  '/api/now': ({ feed, clock, lab }) => json(snapshotOf(feed, clock, lab)),
  '/api/series': ({ history }, query) => {
    const names = query.getAll('name').slice(0, mostNames);
    const adapter = query.get('adapter') ?? '';
    const most = mostIn(query, mostPoints);
    return json(names.map((name) => history.series(adapter, name, ...spanIn(query), most)));
  },
  '/api/happenings': ({ history }, query) => json(history.happenings(...spanIn(query), mostIn(query, mostEntries))),
  '/api/lines': ({ history }, query) => json(history.lines(...spanIn(query), mostIn(query, mostEntries))),
  '/api/explain': (_sources, query) => json(explainWords(query.get('words') ?? '')),
  '/api/faults': ({ lab }) => json(lab?.faults ?? []),
};

/** `/api/report.md?incident=KEY`; without a key the report is on what goes on. */
const report = ({ feed, history, reports }: Sources, ending: string, query: URLSearchParams): Reply | undefined => {
  const form = Object.hasOwn(reports, ending) ? reports[ending] : undefined;
  if (form === undefined) return undefined;
  const key = query.get('incident');
  const found = key === null ? feed.report() : reportOfIncident(feed, history, key);
  if (found === undefined) return plain(404, 'No incident goes by that name any more.');
  return {
    status: 200,
    type: form.type,
    body: form.write(found),
    headers: { 'content-disposition': `attachment; filename="ena-report.${ending}"` },
  };
};

/** Answers a question. Never throws because of what is asked. */
export const answer = (sources: Sources, { pathname, searchParams }: URL): Reply => {
  const ask = Object.hasOwn(answers, pathname) ? answers[pathname] : undefined;
  if (ask !== undefined) return ask(sources, searchParams);
  const [, ending] = /^\/api\/report\.(\w{1,8})$/.exec(pathname) ?? [];
  return (
    (ending !== undefined ? report(sources, ending, searchParams) : sources.assets(pathname)) ??
    plain(404, 'There is nothing here.')
  );
};
